//! Docs folders of every odd kind: what can be read is read, the rest is named.

use std::fs;
use std::path::Path;

use docwright::config::{Config, Scope};
use docwright::read::{Docs, ReadError, read};

use crate::support::{Scratch, put};

#[track_caller]
fn scope(text: &str) -> Scope {
    Config::parse(text).unwrap().scope
}

fn everything(folder: &Path) -> Result<Docs, ReadError> {
    read(folder, &Config::unwritten().scope)
}

fn paths(docs: &Docs) -> Vec<&str> {
    docs.sources
        .iter()
        .map(|(_, source)| source.path.as_str())
        .collect()
}

fn messages(docs: &Docs) -> Vec<&str> {
    docs.diagnostics
        .0
        .iter()
        .map(|diagnostic| diagnostic.message.as_str())
        .collect()
}

#[test]
fn pages_are_sorted_and_other_files_left_alone() {
    let scratch = Scratch::new("reading-sorted");
    let files: &[(&str, &[u8])] = &[
        ("b/z.md", b"z"),
        ("b/a.MD", b"a"),
        ("a.md", b"x"),
        ("c.markdown", b"x"),
        ("c.mdx", b"x"),
        ("a.png", b""),
        ("b/a.md.txt", b""),
        (".git/c.md", b""),
    ];
    let docs = everything(&put(scratch.path(), files)).unwrap();
    assert_eq!(
        paths(&docs),
        ["a.md", "b/a.MD", "b/z.md", "c.markdown", "c.mdx"]
    );
    assert_eq!(docs.folders.len(), 2);
    assert!(messages(&docs).is_empty());
}

#[test]
fn scope_chooses_pages() {
    let scratch = Scratch::new("reading-scope");
    let files: &[(&str, &[u8])] = &[
        ("api/a.md", b""),
        ("api/b.md", b""),
        ("resources/a.txt", b""),
        ("x.md", b""),
    ];
    let folder = put(scratch.path(), files);
    let docs = read(
        &folder,
        &scope("[scope]\ninclude = [\"api\", \"resources\"]\nexclude = [\"**/b.md\"]"),
    )
    .unwrap();
    assert_eq!(paths(&docs), ["api/a.md", "resources/a.txt"]);
}

#[test]
fn one_version_of_several() {
    let scratch = Scratch::new("reading-version");
    let files: &[(&str, &[u8])] = &[
        ("reference/v1.0/api/a.md", b""),
        ("reference/beta/resources/b.md", b""),
        ("x.md", b""),
    ];
    let folder = put(scratch.path(), files);
    let docs = everything(&folder).unwrap();
    assert_eq!(paths(&docs), ["api/a.md"]);
    assert!(
        docs.note
            .unwrap()
            .ends_with("holds beta and v1.0: reading v1.0")
    );
    let docs = read(&folder, &scope("[scope]\nversion = \"beta\"")).unwrap();
    assert_eq!((paths(&docs), &docs.note), (vec!["resources/b.md"], &None));
    let error = read(&folder, &scope("[scope]\nversion = \"v2\"")).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("has no version v2; it has beta, v1.0")
    );
}

#[test]
fn bytes_that_are_no_text() {
    let scratch = Scratch::new("reading-bytes");
    let files: &[(&str, &[u8])] = &[
        ("a.md", b"a\xFFb"),
        ("b.md", b"\xEF\xBB\xBFb"),
        ("c.md", b""),
        ("d.md", &[0; 64]),
    ];
    let docs = everything(&put(scratch.path(), files)).unwrap();
    assert_eq!(
        docs.sources.get(docs.sources.find("a.md").unwrap()).text,
        "a\u{FFFD}b"
    );
    assert_eq!(
        docs.sources.get(docs.sources.find("b.md").unwrap()).text,
        "b"
    );
    assert_eq!(messages(&docs), ["`a.md` is not valid UTF-8"]);
}

#[test]
fn no_folder_and_no_pages() {
    let scratch = Scratch::new("reading-none");
    let error = everything(&scratch.path().join("nowhere"))
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("cannot read the docs folder ") && error.contains("nowhere"),
        "{error}"
    );
    let error = everything(scratch.path()).unwrap_err().to_string();
    assert!(
        error.starts_with("there are no Markdown pages to read in "),
        "{error}"
    );
}

#[test]
fn plain_text_counts_where_there_is_nothing_else() {
    let scratch = Scratch::new("reading-plain");
    let folder = put(
        scratch.path(),
        &[("b.txt", b""), ("a.txt", b""), ("c.png", b"")],
    );
    assert_eq!(paths(&everything(&folder).unwrap()), ["a.txt", "b.txt"]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_out() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new("reading-out");
    let outside = put(&scratch.path().join("outside"), &[("secret.md", b"")]);
    let folder = put(&scratch.path().join("docs"), &[("a.md", b"")]);
    symlink(outside.join("secret.md"), folder.join("b.md")).unwrap();
    symlink(&outside, folder.join("c")).unwrap();
    let docs = everything(&folder).unwrap();
    assert!(
        paths(&docs).iter().all(|path| !path.contains("secret")),
        "{:?}",
        paths(&docs)
    );
    let out = "is a link that leads out of the docs folder";
    assert_eq!(
        messages(&docs),
        [format!("`b.md` {out}"), format!("`c` {out}")]
    );
}

#[cfg(unix)]
#[test]
fn links_in_a_circle() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new("reading-links");
    let folder = put(scratch.path(), &[("a/a.md", b""), ("b/b.md", b"")]);
    symlink(&folder, folder.join("a/up")).unwrap();
    symlink(folder.join("b"), folder.join("a/x")).unwrap();
    symlink(folder.join("a"), folder.join("b/y")).unwrap();
    symlink("nowhere", folder.join("dangling.md")).unwrap();
    symlink("self.md", folder.join("self.md")).unwrap();
    let docs = everything(&folder).unwrap();
    assert!(
        paths(&docs).contains(&"a/a.md") && paths(&docs).contains(&"a/x/b.md"),
        "{:?}",
        paths(&docs)
    );
    let messages = messages(&docs).join("\n");
    for name in [
        "`a/up` is a link to a folder",
        "`dangling.md` cannot be read",
        "`self.md` cannot be read",
        "`a/x/y/x` is a link",
    ] {
        assert!(messages.contains(name), "{name}: {messages}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text() {
    use std::os::unix::ffi::OsStrExt;

    let scratch = Scratch::new("reading-names");
    let folder = put(scratch.path(), &[("a.md", b"")]);
    for name in [&b"\xFF.md"[..], b".\xFF.md", b"\xFF.png"] {
        fs::write(folder.join(std::ffi::OsStr::from_bytes(name)), "").unwrap();
    }
    let docs = everything(&folder).unwrap();
    assert_eq!(paths(&docs), ["a.md", "\u{fffd}.md"]);
    assert_eq!(
        messages(&docs),
        ["`\u{fffd}.md` has a name that is not valid UTF-8"]
    );
}

#[cfg(unix)]
#[test]
fn a_page_that_is_a_folder_or_a_pipe() {
    let scratch = Scratch::new("reading-special");
    let folder = put(scratch.path(), &[("a.md", b"")]);
    fs::create_dir(folder.join("b.md")).unwrap();
    assert!(
        std::process::Command::new("mkfifo")
            .arg(folder.join("c.md"))
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(paths(&everything(&folder).unwrap()), ["a.md"]);
}
