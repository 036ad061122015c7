//! `Field` has `Option`'s methods.

use docwright_runtime::Field;
use docwright_runtime::serde_json::{self, json};

#[test]
fn values_like_some() {
    let mut field: Field<String> = "a".into();
    assert!(field.is_some() && !field.is_none() && !field.is_absent());
    assert_eq!(field.as_ref().map(String::len), Some(1));
    assert_eq!(field.as_deref(), Some("a"));
    field.as_mut().unwrap().push('b');
    assert_eq!(field.iter().count(), 1);
    assert_eq!(field.clone().map(|it| it.len()), Some(2));
    assert_eq!(field.clone().map_or(0, |it| it.len()), 2);
    assert_eq!(field.clone().ok_or(()), Ok("ab".to_owned()));
    assert_eq!(field.clone().filter(std::string::String::is_empty), None);
    assert_eq!(field.replace("c".to_owned()), "ab".into());
    assert_eq!(field.take(), "c".into());
    assert!(field.is_absent());
}

#[test]
fn everything_else_like_none() {
    for field in [
        Field::Absent,
        Field::Null,
        Field::Unexpected(Box::new(json!(1))),
    ] {
        let mut field: Field<String> = field;
        assert!(field.is_none() && field.as_ref().is_none() && field.as_deref().is_none());
        assert_eq!(field.clone().into_option(), None);
        assert_eq!(field.clone().unwrap_or_default(), "");
        assert_eq!(field.clone().unwrap_or_else(|| "x".into()), "x");
        assert_eq!(field.clone().unwrap_or("y".into()), "y");
        assert_eq!((&field).into_iter().count(), 0);
        assert!(field.clone().ok_or_else(|| 1).is_err());
        assert_eq!(field.get_or_insert_with(|| "z".into()), "z");
        assert_eq!(field, "z".into());
    }
}

#[test]
fn from_options() {
    assert_eq!(Field::<i32>::from_option(None), Field::Absent);
    assert_eq!(Field::<i32>::or_null(None), Field::Null);
    assert_eq!(Field::or_null(Some(1)), Field::Value(1));
    let boxed: Field<Box<i32>> = 5.into();
    assert_eq!(boxed.as_deref(), Some(&5));
}

#[test]
fn fields_alone_through_serde() {
    let list: Vec<Field<i32>> = serde_json::from_str("[1, null, \"x\"]").unwrap();
    assert_eq!(
        list,
        [
            Field::Value(1),
            Field::Null,
            Field::Unexpected(Box::new(json!("x")))
        ]
    );
    assert_eq!(serde_json::to_string(&list).unwrap(), "[1,null,\"x\"]");
}

#[test]
fn lists_are_made_of_what_becomes_their_elements() {
    let words: Field<Vec<String>> = ["a", "b"].into();
    assert_eq!(
        words.as_deref().unwrap(),
        ["a".to_owned(), "b".to_owned()].as_slice()
    );
    let none: Field<Vec<String>> = std::iter::empty::<&str>().collect();
    assert_eq!(none, Field::Value(Vec::new()));
    assert_eq!(Field::<String>::new('a'), "a".into());
}
