//! URL templates: what is written of segments is read as the same segments.

use docwright::facts::operation::url::{self, Target};
use docwright::facts::operation::url_names;
use docwright::model::WireName;
use docwright::model::operation::{Argument, Piece, Segment};
use proptest::prelude::*;

use super::config;

/// A segment before its placeholders have names of their own.
#[derive(Clone, Debug)]
enum Part {
    Name(String),
    Parameter(String),
    /// With an argument for each way of quoting.
    Call(String, Vec<bool>, String),
    /// With a key that has no name.
    Key(String, bool),
    Mixed(String, String),
}

impl Part {
    fn segment(&self, number: usize) -> Segment {
        let parameter = |name: &str| WireName(format!("{name}-{number}"));
        match self {
            Self::Name(name) => Segment::Name(name.clone()),
            Self::Parameter(name) => Segment::Parameter(parameter(name)),
            Self::Call(name, quotings, suffix) => {
                let argument = |(at, quoted): (usize, &bool)| {
                    let name = WireName(format!("argument{number}x{at}"));
                    Argument {
                        name: Some(name.clone()),
                        parameter: name,
                        quoted: *quoted,
                    }
                };
                Segment::Call {
                    name: name.clone(),
                    arguments: quotings.iter().enumerate().map(argument).collect(),
                    suffix: suffix.clone(),
                }
            }
            Self::Key(name, quoted) => Segment::Call {
                name: name.clone(),
                arguments: vec![Argument {
                    name: None,
                    parameter: parameter("key"),
                    quoted: *quoted,
                }],
                suffix: String::new(),
            },
            Self::Mixed(before, name) => Segment::Mixed(vec![
                Piece::Text(before.clone()),
                Piece::Parameter(parameter(name)),
                Piece::Text(":".to_owned()),
            ]),
        }
    }
}

fn part() -> impl Strategy<Value = Part> {
    let word = || "[a-z][A-Za-z]{0,9}";
    let quotings = prop::collection::vec(any::<bool>(), 0..3);
    prop_oneof![
        "[$a-z][A-Za-z.]{0,9}[a-z]".prop_map(Part::Name),
        word().prop_map(Part::Parameter),
        (word(), quotings, ":?").prop_map(|(name, all, end)| Part::Call(name, all, end)),
        (word(), any::<bool>()).prop_map(|(name, quoted)| Part::Key(name, quoted)),
        (word(), word()).prop_map(|(before, name)| Part::Mixed(before, name)),
    ]
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn what_is_written_is_read_again(parts in prop::collection::vec(part(), 1..8)) {
        // A version in front would be taken for the service's.
        let mut segments = vec![Segment::Name("root".to_owned())];
        let parts = parts.iter().enumerate();
        segments.extend(parts.map(|(number, part)| part.segment(number)));
        let text = url_names::template(&segments);
        for written in [text.clone(), format!("https://graph.example/v1.0{text}/?$top={{n}}")] {
            let Some(Target::Url(url)) = url::parse(&written) else {
                panic!("{written} is no URL");
            };
            prop_assert_eq!(&url.template.template, &text);
            prop_assert_eq!(&url.template.segments, &segments);
            prop_assert_eq!(url.foreign_host, None);
        }
    }

    #[test]
    fn any_text_is_one_segment_or_none(name in "[^/?&{}()<>'|*\\s\\\\]{1,20}") {
        prop_assume!(!matches!(name.as_str(), "..." | "…"));
        if let Some(Target::Url(url)) = url::parse(&format!("/root/{name}")) {
            prop_assert_eq!(url.template.segments.len(), 2);
        }
    }
}
