//! What is read, what is refused, and that the table of keys and the types agree.

use super::*;

#[test]
fn a_whole_file() {
    let config = Config::parse(
        r#"
docs = "summary"

[scope]
include = ["resources", "api/call-*.md"]
exclude = ["**/*-old.md"]

[links]
"resources/" = "https://docs.example/"

[[fixup]]
page = "resources/a.md"
target = "a.b.type"
expect = "Edm.Binary"
set = "Binary"
why = "because"

[[fixup]]
page = "resources/a.md"
target = "a.c.nullable"
expect = ""
set = true
why = "because"
"#,
    )
    .unwrap();
    assert_eq!(config.docs, Docs::Summary);
    assert!(config.scope.contains("resources/a.md"));
    assert!(config.scope.contains("api/call-get.md"));
    assert!(!config.scope.contains("api/user-get.md"));
    assert!(!config.scope.contains("resources/a-old.md"));
    assert_eq!(config.fixups[0].set, Value("Binary".to_owned()));
    assert_eq!(config.fixups[1].set, Value("true".to_owned()));
    assert_eq!(config.fixups[0].target.get_ref(), "a.b.type");
}

#[track_caller]
fn check_error(text: &str, expected: &str) {
    assert_eq!(Config::parse(text).unwrap_err().to_string(), expected);
}

#[test]
fn slips_are_named_with_their_place() {
    check_error(
        "docs = \"ful\"",
        "1:8: `ful` is none of `full`, `summary`, `none`; did you mean `full`?",
    );
    check_error("x", "1:2: key with no value, expected `=`");
    check_error(
        "[scope]\ninclud = []\n",
        "2:1: unknown key `includ`; did you mean `include`?",
    );
    check_error(
        "include = []\n",
        "1:1: unknown key `include`; it belongs into `scope`",
    );
    check_error(
        "[features]\nfoo = 1\n",
        "2:1: unknown key `foo`; there are `default`",
    );
    check_error(
        "[lint.rules]\nraged-table-row = \"of\"",
        "2:1: there is no rule `raged-table-row`; did you mean `ragged-table-row`?\n\
         2:19: `of` is none of `off`, `note`, `warning`, `error`; did you mean `off`?",
    );
}

#[test]
fn values_of_another_kind_are_refused() {
    check_error(
        "[scope]\ninclude = \"a\"",
        "2:11: `scope.include` holds a list of texts, not a text",
    );
    check_error("scope = 1", "1:9: `scope` holds a table, not a number");
    check_error(
        "client = \"yes\"",
        "1:10: `client` holds `true` or `false`, not a text",
    );
    check_error(
        "fixup = [1]",
        "1:10: `fixup` holds a list of tables, not a number",
    );
    check_error(
        "[package]\nversion = \"1\"",
        "2:11: `1` is not a version such as `1.2.3`",
    );
}

#[test]
fn what_is_missing_is_named() {
    check_error(
        "\n[[fixup]]\npage = \"a\"\nset = \"\"\nexpect = 1\nwhy = \"\"",
        "2:1: `target` is missing: what to correct, such as `person.photo.type`",
    );
}

/// The keys that serde knows in the table at this path, from what it says about one that it does not know.
fn known_to_serde(path: &str) -> Vec<String> {
    let is_list = table::find(path).is_some_and(|key| key.holds == table::Holds::Tables);
    let text = match (path, is_list) {
        ("", _) => "no-key = 1".to_owned(),
        (_, true) => format!("[[{path}]]\nno-key = 1"),
        (_, false) => format!("[{path}]\nno-key = 1"),
    };
    let error = toml::from_str::<Config>(&text).unwrap_err();
    let names = error.message().split('`').skip(3).step_by(2);
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort();
    names
}

#[test]
fn table_and_types_have_the_same_keys() {
    use table::Holds;
    let tables = table::KEYS
        .iter()
        .filter(|key| matches!(key.holds, Holds::Table | Holds::Tables));
    for path in tables.map(|key| key.path).chain([""]) {
        let mut ours: Vec<&str> = table::children(path).map(table::Key::name).collect();
        ours.sort_unstable();
        assert_eq!(ours, known_to_serde(path), "{path}");
    }
}

/// The template with everything switched on: lines that are keys or heads of tables, and not sentences.
fn switched_on(template: &str) -> String {
    let is_code = |line: &str| line.contains(" = ") || line.starts_with("[[");
    let lines = template.lines().map(|line| match line.strip_prefix("# ") {
        Some(code) if is_code(code) => code,
        Some(_) | None => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_init_writes_can_be_read_as_it_is_and_with_every_example() {
    let empty = Config::parse(&template(&[])).unwrap();
    assert_eq!(format!("{empty:?}"), format!("{:?}", Config::unwritten()));
    let text = template(&[("package.name", "\"given\"".to_owned())]);
    let given = Config::parse(&text).unwrap();
    assert_eq!(given.package.name.as_deref(), Some("given"));
    let all = switched_on(&text);
    let config = Config::parse(&all).unwrap_or_else(|errors| panic!("{errors}\n{all}"));
    assert_eq!((config.fixups.len(), config.lint.paths.len()), (1, 1));
    for key in table::KEYS.iter().filter(|key| key.path != "manifest") {
        let is_there = all
            .lines()
            .any(|line| line.starts_with(key.name()) || line == format!("[{}]", key.path))
            || all.contains(&format!("[[{}]]", key.path));
        assert!(is_there, "{}", key.path);
    }
}
