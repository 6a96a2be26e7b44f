//! Conversations in English, with the slots of [`super::talk`].

use super::talk::{Needs, Talk};

const C: bool = false;
const W: bool = true;

/// Conversations in English.
pub(crate) const TALKS_EN: &[Talk] = &[
    Talk {
        needs: Needs::Order,
        turns: &[
            (
                C,
                &[
                    "Hi, has {o} shipped yet?",
                    "Hello, could you check where {o} is?",
                    "Any news on {o}? I need it soon.",
                ],
            ),
            (
                W,
                &[
                    "Hello, this is {a}. {o} left our warehouse this morning, parcel {k}, and should arrive {d}.",
                    "It is on its way: parcel {k}, expected {d}.",
                ],
            ),
            (C, &["Great, thank you!", "Perfect, thanks for the quick answer.", "OK, I will wait then."]),
        ],
    },
    Talk {
        needs: Needs::Arrived,
        turns: &[
            (
                C,
                &[
                    "The box of {p} arrived crushed. It was meant to be a gift.",
                    "{p} is fine but the gift box from {o} is dented.",
                ],
            ),
            (
                W,
                &[
                    "I am so sorry. May I send you a new box and two samples? They would arrive {d}.",
                    "Sorry about that, we should have packed it better. A new box leaves today, parcel {k}.",
                ],
            ),
            (C, &["That would be lovely, thank you.", "Thank you, that was quick."]),
            (W, &["Done. Sorry again for the trouble.", "Arranged. The parcel number is {k}."]),
        ],
    },
    Talk {
        needs: Needs::ArrivedSkin,
        turns: &[
            (
                C,
                &[
                    "{p} makes my cheeks red. Can I return it even though it is opened?",
                    "I would like to return {p} from {o}, it does not suit my skin.",
                ],
            ),
            (
                W,
                &[
                    "Of course, opened is fine. Please stop using it for now. A courier can pick it up {d}, we pay.",
                    "I am sorry to hear that. Yes, you can return it; the refund is made the day it reaches us.",
                ],
            ),
            (C, &["Thanks, {d} works.", "Much appreciated."]),
        ],
    },
    Talk {
        needs: Needs::Nothing,
        turns: &[
            (
                C,
                &[
                    "Is {p} safe for sensitive skin?",
                    "Can I use {p} in the morning under sunscreen?",
                    "Does {p} contain any citrus oil?",
                ],
            ),
            (
                W,
                &[
                    "It is: no alcohol, no fragrance. Please try a little behind the ear for a night first.",
                    "Yes: water, then {p}, wait half a minute, then sunscreen.",
                    "It does not. I can send you the full ingredient list and a sample.",
                ],
            ),
            (C, &["Thanks, I will try that.", "Good to know, ordering now.", "A sample would be great."]),
        ],
    },
    Talk {
        needs: Needs::Nothing,
        turns: &[
            (
                C,
                &[
                    "What water temperature for the silver needle?",
                    "My white tea comes out bitter. What am I doing wrong?",
                ],
            ),
            (
                W,
                &[
                    "85 degrees, lid off, 30 seconds for the first steep.",
                    "Probably the water: let it cool to 85–90 degrees, five grams for 150 ml.",
                ],
            ),
            (C, &["Tried it, much better. Thank you!", "That fixed it."]),
        ],
    },
    Talk {
        needs: Needs::Nothing,
        turns: &[
            (C, &["Do you ship to Singapore?", "How long is delivery abroad, and who pays customs?"]),
            (
                W,
                &[
                    "We do: five to eight days, duties included in the price.",
                    "Usually a week. Duties are already included, nothing to pay at the door.",
                ],
            ),
            (C, &["Great, thanks.", "Perfect."]),
        ],
    },
    Talk {
        needs: Needs::Nothing,
        turns: &[
            (C, &["Please stop sending me promotional texts.", "Could you take me off the marketing list?"]),
            (
                W,
                &[
                    "Done, and sorry for the noise. You will only hear from us about your orders.",
                    "Of course. Marketing messages are off; you can change this any time.",
                ],
            ),
        ],
    },
    Talk {
        needs: Needs::Leak,
        turns: &[
            (
                C,
                &[
                    "My {p} from {o} leaks from the pump. Batch {b}.",
                    "I saw the news. My {p} is leaking too, what should I do?",
                ],
            ),
            (
                W,
                &[
                    "I am very sorry, the pumps of batch {b} do not seal. We replace every bottle. Is your address still the same?",
                    "Sorry, this is our fault. A new bottle leaves today, parcel {k}; no need to send the old one back.",
                ],
            ),
            (
                C,
                &[
                    "Same address. Please hurry, I travel {d}.",
                    "Thank you. Does the new one have the old pump?",
                ],
            ),
            (
                W,
                &[
                    "It leaves tonight, parcel {k}, and arrives {d}.",
                    "It does, checked by hand, and it will be with you {d}.",
                ],
            ),
            (C, &["Arrived, and it does not leak. Thanks.", "Thank you for sorting it out."]),
        ],
    },
    Talk {
        needs: Needs::Company,
        turns: &[
            (
                C,
                &[
                    "We would like about 80 gift boxes for clients, with our logo. Is that possible?",
                    "Do you have corporate prices for tea boxes, around 50 pieces?",
                ],
            ),
            (
                W,
                &[
                    "Yes, with hot-foil names from 50 boxes up. I am sending you three options by mail.",
                    "We do. When would you need them?",
                ],
            ),
            (
                C,
                &[
                    "Option two looks right, please send a sample.",
                    "Mid next month. A sample first would be good.",
                ],
            ),
            (W, &["The sample arrives at your office {d}, parcel {k}.", "Done, parcel {k}."]),
        ],
    },
];

/// Mail conversations with companies in English: subject, their text, our answer.
pub(crate) const B2B_EN: &[(&str, &str, &str)] = &[
    (
        "Guest room tea set, second sample",
        "The second sample arrived, the colour is calmer. Could the tray be two millimetres narrower? Please confirm 300 sets {d}.",
        "It can, without delay. 300 sets leave {d}; the updated quote is attached.",
    ),
    (
        "Festival boxes for 80 clients",
        "Please quote 80 boxes with our name in gold, delivered to two addresses.",
        "80 boxes at 390 yuan each including the name, two addresses at no extra cost. A sample is on its way, parcel {k}.",
    ),
    (
        "Invoice missing",
        "One of last month's two invoices is missing. Could you send it again?",
        "Sorry about that, the invoice is attached here.",
    ),
];
