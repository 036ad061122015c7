//! A type of 140 properties, nested as deeply as JSON may be, on a small stack.

use docwright_runtime::{Additional, Field, json};

macro_rules! wide {
    ($($index:literal $field:ident $wire:literal),*) => {
        #[derive(Clone, Default)]
        pub(crate) struct Wide {
            $($field: Field<String>,)*
            inner: Field<Box<Wide>>,
            list: Field<Vec<Wide>>,
            additional: Additional,
        }
        docwright_runtime::record! { Wide "sample.wide", derived = false, secrets = [] $(, $index $field $wire)*, 140 inner "inner", 141 list "list" }
    };
}
wide! { 0 p0 "p0", 1 p1 "p1", 2 p2 "p2", 3 p3 "p3", 4 p4 "p4", 5 p5 "p5", 6 p6 "p6", 7 p7 "p7", 8 p8 "p8", 9 p9 "p9", 10 p10 "p10", 11 p11 "p11", 12 p12 "p12", 13 p13 "p13", 14 p14 "p14", 15 p15 "p15", 16 p16 "p16", 17 p17 "p17", 18 p18 "p18", 19 p19 "p19", 20 p20 "p20", 21 p21 "p21", 22 p22 "p22", 23 p23 "p23", 24 p24 "p24", 25 p25 "p25", 26 p26 "p26", 27 p27 "p27", 28 p28 "p28", 29 p29 "p29", 30 p30 "p30", 31 p31 "p31", 32 p32 "p32", 33 p33 "p33", 34 p34 "p34", 35 p35 "p35", 36 p36 "p36", 37 p37 "p37", 38 p38 "p38", 39 p39 "p39", 40 p40 "p40", 41 p41 "p41", 42 p42 "p42", 43 p43 "p43", 44 p44 "p44", 45 p45 "p45", 46 p46 "p46", 47 p47 "p47", 48 p48 "p48", 49 p49 "p49", 50 p50 "p50", 51 p51 "p51", 52 p52 "p52", 53 p53 "p53", 54 p54 "p54", 55 p55 "p55", 56 p56 "p56", 57 p57 "p57", 58 p58 "p58", 59 p59 "p59", 60 p60 "p60", 61 p61 "p61", 62 p62 "p62", 63 p63 "p63", 64 p64 "p64", 65 p65 "p65", 66 p66 "p66", 67 p67 "p67", 68 p68 "p68", 69 p69 "p69", 70 p70 "p70", 71 p71 "p71", 72 p72 "p72", 73 p73 "p73", 74 p74 "p74", 75 p75 "p75", 76 p76 "p76", 77 p77 "p77", 78 p78 "p78", 79 p79 "p79", 80 p80 "p80", 81 p81 "p81", 82 p82 "p82", 83 p83 "p83", 84 p84 "p84", 85 p85 "p85", 86 p86 "p86", 87 p87 "p87", 88 p88 "p88", 89 p89 "p89", 90 p90 "p90", 91 p91 "p91", 92 p92 "p92", 93 p93 "p93", 94 p94 "p94", 95 p95 "p95", 96 p96 "p96", 97 p97 "p97", 98 p98 "p98", 99 p99 "p99", 100 p100 "p100", 101 p101 "p101", 102 p102 "p102", 103 p103 "p103", 104 p104 "p104", 105 p105 "p105", 106 p106 "p106", 107 p107 "p107", 108 p108 "p108", 109 p109 "p109", 110 p110 "p110", 111 p111 "p111", 112 p112 "p112", 113 p113 "p113", 114 p114 "p114", 115 p115 "p115", 116 p116 "p116", 117 p117 "p117", 118 p118 "p118", 119 p119 "p119", 120 p120 "p120", 121 p121 "p121", 122 p122 "p122", 123 p123 "p123", 124 p124 "p124", 125 p125 "p125", 126 p126 "p126", 127 p127 "p127", 128 p128 "p128", 129 p129 "p129", 130 p130 "p130", 131 p131 "p131", 132 p132 "p132", 133 p133 "p133", 134 p134 "p134", 135 p135 "p135", 136 p136 "p136", 137 p137 "p137", 138 p138 "p138", 139 p139 "p139" }

/// Levels of objects with a string in each.
fn nested(depth: usize, open: &str, close: &str) -> String {
    format!("{}{{}}{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn reading_and_writing_on_512_kib() {
    let work = || {
        for (open, close) in [
            ("{\"p7\":\"x\",\"inner\":", "}"),
            ("{\"p7\":\"x\",\"list\":[", "]}"),
        ] {
            let text = nested(126 / close.len(), open, close);
            let wide: Wide = json::from_str(&text).unwrap();
            assert_eq!(json::to_string(&wide), text);
            assert_eq!(wide, json::from_str(&text).unwrap());
            assert!(format!("{wide:?}").starts_with("Wide"));
            // Other ways have larger frames: serde's, and values that are passed by value.
            let text = nested(60 / close.len(), open, close);
            let wide: Wide = docwright_runtime::serde_json::from_str(&text).unwrap();
            assert_eq!(
                docwright_runtime::serde_json::to_string(&wide).unwrap(),
                text
            );
            assert_eq!(wide, json::from_value(json::to_value(&wide)).unwrap());
            let wide: Wide = json::from_str(&nested(30 / close.len(), open, close)).unwrap();
            assert_eq!(wide, wide.clone());
        }
    };
    std::thread::Builder::new()
        .stack_size(512 * 1024)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap();
}
