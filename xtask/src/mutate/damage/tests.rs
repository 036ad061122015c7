//! Damages are the same on each run, and each way finds something to do.

use super::*;

const PAGE: &str = "---\nms.prod: \"x\"\n---\n\n# userThing resource type\n\n<!-- {\"blockType\": \"x\"} -->\n\n\
    | Property | Type |\n|:--|:--|\n| displayName | [x](x.md) |\n\n```http\nGET /users/{id}\n```\n";

fn pages() -> Pages {
    let page = |name: &str| (PathBuf::from(name), format!("{PAGE}{name}\n").into_bytes());
    Pages([page("api/a.md"), page("resources/b.md"), page("c.txt")].into())
}

fn damaged(pages: &mut Pages, seed: u64, index: usize) -> Option<Mutant> {
    let whole = self::pages();
    apply(pages, &whole.markdown(), seed, index)
}

#[test]
fn the_same_seed_does_the_same() {
    for index in 0..300 {
        let (mut one, mut other) = (pages(), pages());
        let mutant = damaged(&mut one, 7, index).unwrap();
        assert_eq!(Some(&mutant), damaged(&mut other, 7, index).as_ref());
        assert!(one == other, "{mutant:?}");
    }
}

#[test]
fn other_numbers_and_other_seeds_do_something_else() {
    let all = |seed| -> Vec<_> {
        (0..50)
            .map(|index| damaged(&mut pages(), seed, index).unwrap().what)
            .collect()
    };
    let (mut one, other) = (all(1), all(2));
    assert_ne!(one, other);
    one.sort();
    one.dedup();
    assert!(one.len() > 25, "{one:?}");
}

#[test]
fn every_way_has_something_to_do() {
    for (kind, ways) in KINDS.into_iter().enumerate() {
        for (at, way) in ways.iter().enumerate() {
            let does_something = (0..50).any(|index| {
                let mut pages = pages();
                let mut damage = Damage {
                    pages: &mut pages,
                    page: PathBuf::from("api/a.md"),
                    random: &mut Random::new(3, index),
                };
                way(&mut damage).is_some() && pages != self::pages()
            });
            assert!(does_something, "way {at} of kind {kind}");
        }
    }
}

#[test]
fn damaged_pages_can_be_damaged_again() {
    let mut pages = pages();
    for index in 0..3000 {
        // What is very large makes the test slow, and is no new case.
        pages.0.retain(|_, bytes| bytes.len() < 1 << 14);
        if damaged(&mut pages, 11, index).is_none() || pages.0.len() < 2 {
            pages = self::pages();
        }
    }
    assert!(!pages.0.is_empty());
}
