//! Short lists of words that mean the same, and of words that mean nothing here.

/// Groups of given names that name one person, English use.
const NICKNAMES: &[&str] = &[
    "abigail abby abbie gail",
    "albert al bert bertie",
    "alexander alex alec alexandra sandra sandy sasha alexandria",
    "alfred alf alfie fred",
    "amanda mandy",
    "andrew andy drew",
    "anthony tony anton antony",
    "arthur art artie",
    "barbara barb barbie",
    "benjamin ben benny benji",
    "bernard bernie",
    "bradley brad",
    "bridget bridie",
    "caroline carol carrie carolyn",
    "catherine kate katie kathy cathy katherine kathryn catharine kat kitty kathleen",
    "charles charlie chuck chas",
    "charlotte lottie charlie",
    "christina chris tina christine chrissie",
    "christopher chris kit topher",
    "clifford cliff",
    "cynthia cindy",
    "daniel dan danny",
    "david dave davy",
    "deborah deb debbie debra",
    "dennis denny",
    "donald don donnie",
    "dorothy dot dottie dolly",
    "douglas doug",
    "edward ed eddie ned ted teddy",
    "edwin ed eddie",
    "eleanor ellie nell nellie elinor",
    "elizabeth liz lizzie beth betty eliza elisabeth bess bessie libby lisa betsy",
    "emily em emma",
    "ernest ernie",
    "eugene gene",
    "florence flo flora",
    "frances fran fanny frankie",
    "francis frank frankie",
    "frederick fred freddie freddy",
    "gabriel gabe",
    "geoffrey geoff jeff jeffrey",
    "george geo",
    "gerald gerry jerry",
    "gregory greg",
    "harold harry hal",
    "harriet hattie",
    "helen nell ellen helena",
    "henry harry hank hal",
    "herbert bert herb",
    "isabella bella izzy isabel isobel",
    "jacob jake",
    "jacqueline jackie",
    "james jim jimmy jamie jas",
    "janet jan",
    "jennifer jen jenny jennie",
    "jessica jess jessie",
    "joan joanie",
    "john jack johnny jon johnnie",
    "jonathan jon jonny",
    "joseph joe joey jos",
    "joshua josh",
    "judith judy",
    "julia julie",
    "kenneth ken kenny",
    "kimberly kim",
    "lawrence larry laurie laurence",
    "leonard len lenny leo",
    "leslie les",
    "lillian lil lily lilian",
    "louis lou louie lewis",
    "louisa lou louise",
    "lucy lucille",
    "madeline maddie maddy madeleine",
    "margaret maggie meg peggy marge margie greta madge",
    "maria mary marie mae molly polly",
    "martha marty pattie",
    "martin marty",
    "matilda tilly maud",
    "matthew matt matty mathew",
    "maxwell max maximilian",
    "melissa mel",
    "michael mike mick micky mickey micheal",
    "mitchell mitch",
    "nancy nan",
    "natalie nat",
    "nathaniel nat nathan nate",
    "nicholas nick nicky nicolas",
    "nicole nicky nikki",
    "norman norm",
    "olivia liv livvy",
    "oliver ollie",
    "pamela pam",
    "patricia pat patty trish tricia",
    "patrick pat paddy",
    "peter pete",
    "philip phil phillip pip",
    "rachel rae",
    "raymond ray",
    "rebecca becky bec becca",
    "reginald reg reggie",
    "richard rick dick ricky rich richie",
    "robert bob rob bobby robbie bert",
    "roger rodge",
    "ronald ron ronnie",
    "rosemary rose rosie",
    "russell russ",
    "samantha sam sammy",
    "samuel sam sammy",
    "sarah sally sara sadie",
    "sebastian seb",
    "sophia sophie",
    "stanley stan",
    "stephanie steph",
    "stephen steve stevie steven",
    "stuart stu stewart",
    "susan sue susie suzanne susanna",
    "theodore ted teddy theo",
    "theresa terry tess tessa teresa",
    "terence terry",
    "thomas tom tommy thos",
    "timothy tim timmy",
    "valerie val",
    "victoria vicky vicki tori",
    "vincent vince vin",
    "virginia ginny",
    "walter walt wally",
    "wilhelmina mina minnie",
    "william bill will billy willie liam wm",
    "winifred win winnie",
    "zachary zach zac zachariah",
];

/// The groups of nicknames that a folded name belongs to, as a set of bits in two words.
pub fn nickname_groups(name: &str) -> u128 {
    let mut set = 0_u128;
    for (i, group) in NICKNAMES.iter().enumerate().take(128) {
        if group.split(' ').any(|n| n == name) {
            set |= 1 << i;
        }
    }
    set
}

/// One spelling for words of addresses and organisations that people abbreviate.
pub fn canonical(word: &str) -> &str {
    match word {
        "street" | "str" | "saint" => "st",
        "avenue" | "av" => "ave",
        "road" => "rd",
        "drive" => "dr",
        "place" => "pl",
        "court" | "crt" => "ct",
        "crescent" | "cres" => "cr",
        "boulevard" | "blv" | "boul" => "blvd",
        "lane" => "ln",
        "terrace" | "tce" => "terr",
        "highway" => "hwy",
        "parkway" | "pky" => "pkwy",
        "square" => "sq",
        "circuit" | "cct" | "circle" | "circ" => "cir",
        "north" | "no" => "n",
        "south" | "so" => "s",
        "east" => "e",
        "west" => "w",
        "northeast" => "ne",
        "northwest" => "nw",
        "southeast" => "se",
        "southwest" => "sw",
        "mount" => "mt",
        "fort" => "ft",
        "apartment" | "unit" | "flat" => "apt",
        "suite" => "ste",
        "floor" => "fl",
        "building" => "bldg",
        "center" | "centre" | "cntr" | "cent" | "cen" | "centers" => "ctr",
        "university" => "univ",
        "association" | "assn" => "assoc",
        "development" | "dev" => "develop",
        "service" | "services" | "svcs" => "svc",
        "school" | "schools" => "sch",
        "department" => "dept",
        "international" | "intl" => "int",
        "brothers" => "bros",
        "manufacturing" => "mfg",
        "restaurant" | "restaurants" => "rest",
        "first" => "1",
        "second" => "2",
        "third" => "3",
        "fourth" => "4",
        "fifth" => "5",
        "sixth" => "6",
        "seventh" => "7",
        "eighth" => "8",
        "ninth" => "9",
        "tenth" => "10",
        other => ordinal(other),
    }
}

/// `51st`, `104th`: the number alone.
fn ordinal(word: &str) -> &str {
    for tail in ["st", "nd", "rd", "th"] {
        if let Some(number) = word.strip_suffix(tail)
            && !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
        {
            return number;
        }
    }
    word
}

/// Words that do not tell one organisation or address from another.
pub fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "and"
            | "of"
            | "inc"
            | "incorporated"
            | "ltd"
            | "limited"
            | "llc"
            | "llp"
            | "plc"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "gmbh"
            | "sa"
            | "ag"
            | "bv"
            | "pty"
            | "at"
            | "for"
            | "in"
            | "de"
            | "la"
            | "a"
            | "an"
            | "on"
    )
}

/// Chinese legal forms and words of place, dropped from names of organisations and addresses.
pub const CHINESE_FILLER: &[&str] = &[
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "责任公司",
    "集团公司",
    "公司",
    "集团",
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "街道",
    "大街",
    "大道",
    "门牌",
    "省",
    "市",
    "区",
    "县",
    "镇",
    "乡",
    "路",
    "街",
    "道",
    "巷",
    "弄",
    "号楼",
    "号",
    "栋",
    "幢",
    "楼",
    "室",
    "单元",
    "层",
];

/// Last characters of Chinese places that people leave out.
pub const PLACE_TAILS: &[char] = &['省', '市', '区', '县', '镇', '乡'];

/// Whether the folded text stands for "nothing known".
pub fn is_null(folded: &str) -> bool {
    matches!(
        folded,
        "" | "na"
            | "n a"
            | "null"
            | "none"
            | "nan"
            | "nil"
            | "unknown"
            | "unk"
            | "undefined"
            | "not available"
            | "tbd"
            | "missing"
            | "无"
            | "未知"
            | "不详"
            | "暂无"
            | "没有"
            | "空"
            | "未填写"
    )
}

/// Whether a simplified character is one of the hundred or so commonest Chinese surnames.
pub fn is_surname(c: char) -> bool {
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范\
     金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
        .contains(c)
}

/// Surnames whose common reading as a surname is not the character's common reading.
pub fn surname_reading(c: char) -> Option<&'static str> {
    Some(match c {
        '单' | '單' => "shan",
        '解' => "xie",
        '仇' => "qiu",
        '曾' => "zeng",
        '查' => "zha",
        '任' => "ren",
        '区' | '區' => "ou",
        '朴' => "piao",
        '盖' | '蓋' => "ge",
        '尉' => "yu",
        '缪' | '繆' => "miao",
        '翟' => "zhai",
        '乐' | '樂' => "yue",
        '覃' => "qin",
        '冼' => "xian",
        '召' => "shao",
        '华' | '華' => "hua",
        '宁' | '寧' => "ning",
        '沈' => "shen",
        '石' => "shi",
        '洗' => "xian",
        '折' => "she",
        '黑' => "he",
        '秘' => "bi",
        '员' | '員' => "yun",
        '祭' => "zhai",
        '种' => "chong",
        _ => return None,
    })
}
