//! After which changes client stubs are made again. What a run gives is held against a run from nothing all the same.

use docwright::builder::Regenerator;

use super::run;
use super::small::POT;
use crate::support::{Scratch, put};

const MUG: &str = "\
---
ms.subservice: \"kitchen\"
---
# mug resource type

Namespace: tea.set

A cup with a handle.

## Properties
|Property|Type|Description|
|:---|:---|:---|
|id|String|Its mark.|
|size|Int32|How much goes in.|
|weight|Double|How heavy it is.|
|colour|mugColour|How it looks.|

### mugColour values
|Member|Description|
|:---|:---|
|red|Like wine.|
|blue|Like water.|
";

const UPDATE: &str = "\
---
ms.subservice: \"kitchen\"
---
# Update mug

Namespace: tea.set

Change a mug, which a [pot](../resources/pot.md) fills.

## HTTP request
```http
PATCH /mugs/{id}
```

## Request body
In the request body, supply a JSON representation of a [mug](../resources/mug.md) object.

## Response
If successful, this method returns a `200 OK` response code and a [mug](../resources/mug.md) object in the response body.
";

/// The pages, each with a change: what is changed, in which page, from what to what, and whether stubs have to do with it.
const CHANGES: &[(&str, usize, &str, &str, bool)] = &[
    ("nothing", 0, "A cup", "A cup", false),
    (
        "what a property is",
        0,
        "How much goes in",
        "How much it holds",
        false,
    ),
    ("what a type is", 1, "is made", "is brewed", false),
    (
        "a type that no example shows",
        0,
        "|Double|",
        "|Int64|",
        false,
    ),
    (
        "a type that no operation sends",
        1,
        "|lid|String|",
        "|lid|Boolean|",
        false,
    ),
    (
        "a type that an example shows",
        0,
        "|Int32|",
        "|Boolean|",
        true,
    ),
    (
        "a name that an example shows",
        0,
        "|size|",
        "|volume|",
        true,
    ),
    (
        "a property that is deprecated",
        0,
        "How much",
        "Deprecated. How much",
        true,
    ),
    ("a type's name", 0, "# mug ", "# cup ", true),
    ("what a link leads to", 1, "# pot ", "# kettle ", true),
    ("a type's area", 0, "kitchen", "pantry", true),
    (
        "what an operation does",
        2,
        "Change a mug",
        "Paint a mug",
        true,
    ),
    ("where an operation is", 2, "/mugs/", "/cups/", true),
    ("an operation's area", 2, "kitchen", "pantry", true),
];

#[test]
fn stubs_are_made_again_after() {
    let scratch = Scratch::new("regenerate-stubs");
    let (docs, outs) = (
        scratch.path().join("docs"),
        ["a", "b"].map(|name| scratch.path().join(name).join("out")),
    );
    let paths = ["resources/mug.md", "resources/pot.md", "api/mug-update.md"];
    let texts = [MUG, POT, UPDATE];
    for (path, text) in paths.into_iter().zip(texts) {
        put(&docs, &[(path, text.as_bytes())]);
    }
    let mut stays = Regenerator::keeping_claims(&outs[0]);
    for out in &outs {
        assert!(run(&mut Regenerator::new(out), &docs, out).stubs);
    }
    for (what, page, from, to, expected) in CHANGES {
        for (from, to) in [(from, to), (to, from)] {
            let text = std::fs::read_to_string(docs.join(paths[*page])).unwrap();
            assert!(text.contains(from), "{what}");
            let text = text.replacen(from, to, 1);
            put(&docs, &[(paths[*page], text.as_bytes())]);
            let made = run(&mut stays, &docs, &outs[0]);
            assert_eq!(made.stubs, *expected, "{what}, by a program that stays");
            let made = run(&mut Regenerator::new(&outs[1]), &docs, &outs[1]);
            assert_eq!(made.stubs, *expected, "{what}");
        }
    }
}
