//! Public words: posts, mentions, comments, reviews.
//!
//! Slots: `{p}` a product, `{s}` a shop, `{c}` a city, `{b}` the batch of the leaking pump, `{n}` a number of months.

/// Posts that name us and are glad.
pub(crate) const GLAD: &[&str] = &[
    "空瓶打卡！{p}用完第{m}瓶，换季没再起皮，会继续回购。@山茶Camellia",
    "{c}今天降温十度，洗完澡抹一层{p}，整个人都松下来了。",
    "同事问我最近皮肤怎么这么稳，其实就是少折腾，早晚一个{p}。",
    "被{s}的小姐姐圈粉了，没有一上来就推销，先让我坐下喝了三泡茶。",
    "妈妈生日送了{p}，她嘴上说浪费钱，第二天就拍照发了家族群。",
    "终于喝到今年的白毫银针，毫香很干净，第五泡还是甜的。@山茶Camellia",
    "{p}成分表拉出来看了一遍，没有我踩雷的那几个，敏感肌可以放心。附对比图。",
    "用了{n}个月来交作业：两颊的红血丝淡了一点，不是魔法，但是真的稳。",
    "下雨天，{s}，一壶桂花乌龙，一本没看完的书。今天的小确幸。",
    "山茶的盒子现在全换成纸托了，拆开没有一片塑料，这一点必须夸。",
    "给男朋友买的{p}，他说不油，已经被他用掉一半了……",
    "手心搓热按压三十秒，{p}吸收得特别快，上班化妆也不搓泥。教程在图二。",
    "退货太爽快了，客服一句废话没有，运费也退了。以后安心买。@山茶Camellia",
    "茶会认识了好几个同城的朋友，约好下个月一起去茶山。谢谢{s}组织。",
    "冬天办公室标配：{p}＋保温杯，空调房里也不干。",
    "双十一只清了购物车里的{p}，别的都没买，我真的长大了。",
];

/// The same in English.
pub(crate) const GLAD_EN: &[&str] = &[
    "Third bottle of {p} and my skin has never been calmer through a change of season. #camellia",
    "Spent a rainy hour at the Camellia shop in {c}. Nobody tried to sell me anything, they just kept pouring tea.",
    "The silver needle this autumn is lovely: clean, downy, sweet on the fifth steep.",
    "Small thing, but the new Camellia boxes have no plastic at all. More of this please.",
    "Brought {p} home for my mother. She has already asked where to get the next one.",
    "{n} months in with {p}. Not magic, just steady. That is all I wanted.",
    "Returned an order to Camellia without a single awkward question. That is how you keep a customer.",
];

/// Posts without a strong feeling: questions, notes.
pub(crate) const PLAIN: &[&str] = &[
    "求助：{p}和早 C 晚 A 能一起用吗？顺序怎么排？",
    "{s}周末人多吗，想带爸妈去试茶。",
    "{p}和另一家的那款怎么选，干皮，预算三百内。",
    "新出的夜间修护精华有人用过吗，蹲一个真实反馈。",
    "整理了一下柜子里的茶，{p}还剩大半罐，该怎么存？",
    "山茶会员日是每月几号来着，老是忘。",
    "有没有{c}的朋友，一起拼个礼盒？",
    "今天路过{s}，门口的山茶开了。",
    "换季护肤流程更新：洁面、花水、{p}，没了。",
    "泡白茶到底用多少度的水，评论区说什么的都有。",
];

/// The same in English.
pub(crate) const PLAIN_EN: &[&str] = &[
    "Does anyone layer {p} under sunscreen? Does it pill?",
    "What water temperature do you use for white tea? I keep getting different answers.",
    "Is the Camellia shop in {c} open during the holidays?",
    "Comparing {p} with two others at the same price, notes to follow.",
];

/// Complaints outside the bad week.
pub(crate) const SAD: &[&str] = &[
    "{p}涨价了，分量没变。老客一点表示都没有，有点寒心。",
    "在{s}等了二十分钟没人招呼，最后自己走了。",
    "快递把{p}的盒子压扁了，送人实在拿不出手。",
    "满减规则能不能说人话，我一个学数学的都算不明白。@山茶Camellia",
    "闷痘实录，{p}可能真的不适合油皮，大家先要小样。",
    "客服电话排队半小时没人接，这就是大牌？",
];

/// The same in English.
pub(crate) const SAD_EN: &[&str] = &[
    "Love the product, but {p} went up in price and the bottle did not grow.",
    "Waited twenty minutes at the shop in {c} and nobody said hello.",
    "My {p} arrived with the box crushed. It was meant to be a gift.",
];

/// The bad week: the pump of batch `{b}` leaks.
pub(crate) const LEAK: &[&str] = &[
    "新换的泵头是漏的，{p}渗了一盒子，心疼死了。批号 {b}，大家看看自己的。@山茶Camellia",
    "买了三年的{p}，第一次收到漏油的，包装上全是油渍，没法送人了。",
    "所以换泵头是为了省成本吗？旧的用得好好的，新的第一天就漏。",
    "拆了新旧两个泵头，新的少了一圈密封垫。图三是对比，自己看。",
    "客服让我「倒置静放二十四小时」……油是往上漏的吗？",
    "出差带的{p}漏在箱子里，三件衬衫报废。@山茶Camellia 给个说法。",
    "查了一下我的批号，就是 {b}。评论区有没有同批次的，一起去换。",
    "不是差钱，是心疼。用惯了的东西，说换就换，换完还漏。",
    "门店给换了新的，态度很好，但漏掉的那半瓶算谁的？",
    "给{c}的姐妹提个醒：批号 {b} 的先别拆，直接联系客服换。",
    "等官方说法。公平讲旧批次我用了两年没漏过，这次像是供应商的问题。",
    "去{s}换了新的，没让我填一堆表，当场就给了，还送了小样。处理速度可以的。",
    "一早看到热搜吓得赶紧检查，我的 {b} 果然也有一圈油。已经申请换新。",
    "又一个因为包装翻车的，配方再好，泵头漏一半给桌子也白搭。",
];

/// The same in English.
pub(crate) const LEAK_EN: &[&str] = &[
    "Heads up: the new pump on {p} leaks. Batch {b}. Mine lost a third of the bottle in the box.",
    "Is Camellia going to recall batch {b}? Bought two overseas, both pumps seep oil.",
    "Credit where due: the shop swapped my leaking {p} on the spot, no receipt needed.",
    "Opened my suitcase to find {p} all over it. Batch {b}. Please fix the pump.",
];

/// What the brand answers in public.
pub(crate) const BRAND_SAYS: &[&str] = &[
    "抱歉让您糟心了。{b} 批次的泵头密封不良，我们全部免费换新，旧的不用寄回。已私信您，十分钟内回复。",
    "看到了，是我们的问题。请把批号私信给我们，今天就安排换新。",
    "谢谢您告诉我们。换新用的是旧款泵头，线上和门店都可以办，不需要小票。",
];

/// The same in English.
pub(crate) const BRAND_SAYS_EN: &[&str] = &[
    "We are sorry. The pump of batch {b} does not seal. Every bottle is replaced free of charge, no need to send it back. We have sent you a message.",
    "Thank you for telling us. Please send us your address in a message and a new bottle leaves today.",
];

/// Comments between customers.
pub(crate) const REPLIES: &[&str] = &[
    "同款！我也是用了一个月才觉出来。",
    "请问油皮能用吗？",
    "谢谢分享，已经加购。",
    "我家猫也爱闻这个味道哈哈。",
    "水温低一点，八十五度左右，别焖盖。",
    "先上水再上油，两滴就够，手心搓热按进去。",
    "我踩过雷，建议先要小样。",
    "这个店员我也遇到过，人特别好。",
    "存好了蹲一个后续。",
    "换季停酸两周，只留这个，亲测有用。",
    "同城！下次茶会见。",
    "说得好中肯，不吹不黑。",
    "图二是什么杯子，好好看。",
    "白茶别放冰箱，阴凉密封就行。",
    "收藏了，等发工资。",
    "我妈也在用，她说比以前那个清爽。",
    "求链接～",
    "早上用会不会搓泥呀？",
    "不会，等半分钟再上防晒。",
    "加一，鼻翼脱皮好多了。",
];

/// The same in English.
pub(crate) const REPLIES_EN: &[&str] = &[
    "Same here, took about a month to notice.",
    "Does it work on oily skin?",
    "Thanks, added to my cart.",
    "About 85 degrees, and leave the lid off.",
    "Two drops, warmed in your palms, over a damp face.",
    "Ask for a sample first, that is what I did.",
    "Fair review, thank you.",
    "See you at the next tasting!",
    "Wait half a minute before sunscreen and it will not pill.",
];

/// Comments in the bad week.
pub(crate) const LEAK_REPLIES: &[&str] = &[
    "可以直接去门店换，不用小票。",
    "我的批号也是这个，已经换好了，三天到的。",
    "同批次，报数。",
    "旧泵头用了两年没漏过，这次真的是供应商的锅。",
    "心疼，这瓶不便宜啊。",
    "已经换了新的，客服态度可以的。",
    "批号在瓶底第二行，大家自己看。",
    "等一个官方说法。",
];

/// The same in English.
pub(crate) const LEAK_REPLIES_EN: &[&str] = &[
    "You can swap it in the shop, no receipt needed.",
    "Same batch here.",
    "Mine was replaced in three days, credit to them.",
    "The old pump never leaked.",
];

/// Topics of the community.
pub(crate) const TOPICS: &[&str] =
    &["敏感肌日常", "换季护肤", "白茶怎么存", "空瓶再生", "茶山行走", "清晨十分钟", "新品试用", "送礼不踩雷"];

/// Posts in the community.
pub(crate) const COMMUNITY: &[&str] = &[
    "换季 脸颊泛红刺痛，{p}能直接上脸吗？",
    "分享我家的茶柜，{p}占了一整层。",
    "停酸第三周，脸颊不再起皮，记录一下。",
    "空瓶种了一棵薄荷，活了！",
    "建议：{p}能不能出一个替换装？",
    "建议：泵头换回老款吧，新的按压太硬。",
    "清晨十分钟第{m}天：今天只喝了茶，没看手机。",
    "有人跟我一样觉得{p}香味变淡了吗？",
    "新手求问，{p}第一次怎么泡？",
    "茶会照片补上，谢谢大家那天的分享。",
];

/// Reviews with their stars: of anything, of skincare, of tea.
pub(crate) const REVIEWS: [&[(u8, &str)]; 3] = [
    &[
        (5, "回购第{m}次，一直稳定。"),
        (5, "送长辈的，包装体面，她很喜欢。"),
        (5, "物流很快，第二天就到，还有手写卡片。"),
        (5, "正品，批号可查，比想象中好。"),
        (5, "送人自用都合适，盒子舍不得扔。"),
        (4, "东西好，就是价格小贵，等活动再囤。"),
        (4, "不错，说明书字有点小。"),
        (3, "没有想象中惊艳，普普通通。"),
        (2, "盒子压扁了，送不出手。"),
    ],
    &[
        (5, "质地很轻，吸收快，味道是淡淡的山茶，不冲。"),
        (5, "敏感肌亲测不刺痛，用完一整瓶才来评价。"),
        (5, "早晚都用，两周后脸颊没那么红了。"),
        (5, "空瓶回购，换季全靠它。"),
        (5, "上妆前用也不搓泥，底妆服帖很多。"),
        (4, "好用，就是瓶口有点容易滴。"),
        (4, "保湿够了，夏天会觉得稍微厚。"),
        (3, "味道不太习惯，效果还在观察。"),
        (2, "用了两周有点闷痘，可能不适合油皮。"),
    ],
    &[
        (5, "茶汤清亮，回甘久，办公室同事都来蹭。"),
        (5, "香气干净，第五泡还有甜味。"),
        (5, "泡给爸爸喝，他说比他自己买的好。"),
        (5, "叶底完整，没有碎末，看得出用心。"),
        (4, "茶不错，罐子开封后密封性一般。"),
        (4, "香气很好，口感偏淡，适合晚上。"),
        (3, "有点涩，可能是我水温高了。"),
        (2, "和上一批味道差得有点多。"),
    ],
];

/// The same in English.
pub(crate) const REVIEWS_EN: [&[(u8, &str)]; 3] = [
    &[
        (5, "Bought again for the {m}th time. Steady as ever."),
        (5, "A gift for my mother-in-law; she approved, which is rare."),
        (5, "Quick delivery and a handwritten card."),
        (4, "Very good, a little expensive."),
        (3, "Fine, nothing special for me."),
        (2, "The box was crushed."),
    ],
    &[
        (5, "Light, sinks in quickly, smells faintly of camellia."),
        (5, "No sting on sensitive skin, and I finished the whole bottle before saying so."),
        (4, "Nice texture, a touch heavy in summer."),
        (3, "Still deciding about the scent."),
        (2, "Broke me out after two weeks. Probably not for oily skin."),
    ],
    &[
        (5, "Clean, sweet tea. Even the sixth steep was good."),
        (5, "Whole leaves, no dust, you can see the care."),
        (4, "Lovely aroma, a little light for the morning."),
        (3, "Slightly bitter, but my water may have been too hot."),
    ],
];

/// Mails that we send: subject and text, Chinese.
pub(crate) const MAILS: &[(&str, &str)] = &[
    (
        "{c}的秋天，适合慢一点",
        "这一周我们写了三件事：白茶怎么存过冬天，精华油为什么要配水，还有{s}的新座位。不想再收到，一键退订。",
    ),
    ("会员日明天开始", "积分双倍，{p}老客价。规则只有一条：不用凑单。"),
    ("新品先给你：夜间修护精华", "做了十四个月，改了九次配方。会员可以先领 3 ml 小样，用完再决定。"),
    ("你的空瓶可以换一棵茶树", "把空瓶带到{s}，我们在茶山替你种一棵，寄给你它的编号。"),
    (
        "关于 {b} 批次泵头的说明",
        "这一批泵头密封不良，是我们的错。全部换新，旧的不用寄回；门店、微信、电话都可以办。查批号的办法写在下面。",
    ),
];

/// The same in English.
pub(crate) const MAILS_EN: &[(&str, &str)] = &[
    (
        "A slower autumn",
        "Three short reads this week: keeping white tea through the winter, why a face oil wants water, and the new seats at our {c} shop. One click to unsubscribe.",
    ),
    (
        "Members' day starts tomorrow",
        "Double points, and a regulars' price on {p}. One rule: nothing to add up.",
    ),
    (
        "First for you: Night Repair Serum",
        "Fourteen months, nine versions. Members can try 3 ml first and decide later.",
    ),
    (
        "About the pump of batch {b}",
        "The pumps of this batch do not seal well. That is our fault. Every bottle is replaced, nothing to send back; in the shop, by message or by phone.",
    ),
];
