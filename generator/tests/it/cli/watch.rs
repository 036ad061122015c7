//! `docwright generate --watch`, driven as a user drives it: files are saved, lines are read, Ctrl-C is pressed. Everything is
//! waited for; nothing is a matter of time.

use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};

use crate::support::{Scratch, files, put};

const MUG: &str = "\
# mug resource type

Namespace: tea.set

A cup with a handle.

## Properties
|Property|Type|Description|
|:---|:---|:---|
|size|Int32|How much goes in.|
";

/// A row with a cell too few.
const RAGGED: &str = "|lost|\n";

/// The program while it watches.
struct Watched {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// Remarks.
    notes: Lines<BufReader<ChildStderr>>,
    docs: PathBuf,
    out: PathBuf,
}

impl Watched {
    /// Starts with one page; `out` is the way from the docs folder to that of the crate.
    fn start(scratch: &Scratch, out: &str) -> Self {
        let docs = put(
            &scratch.path().join("docs"),
            &[("resources/mug.md", MUG.as_bytes())],
        );
        let out = docs.join(out);
        let mut child = Command::new(env!("CARGO_BIN_EXE_docwright"))
            .args(["generate", "--watch", "--accept-renames", "--docs"])
            .arg(&docs)
            .arg("--out")
            .arg(&out)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let notes = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut watched = Self {
            child,
            lines,
            notes,
            docs,
            out,
        };
        watched.expect("1 page: ");
        watched
    }

    /// Waits for a line that begins so, and gives the rest. A save may be seen in two steps, so there may be others before it.
    #[track_caller]
    fn expect(&mut self, start: &str) -> String {
        loop {
            let line = self.lines.next().expect("the program goes on").unwrap();
            if let Some(rest) = line.strip_prefix(start) {
                return rest.to_owned();
            }
        }
    }

    fn save(&self, path: &str, text: &str) {
        put(&self.docs, &[(path, text.as_bytes())]);
    }

    /// Whether a file of the crate holds a text.
    fn holds(&self, text: &str) -> bool {
        let mut files = files(&self.out).into_iter();
        files.any(|(path, it)| path.ends_with(".rs") && it.contains(text))
    }

    /// Waits for a remark that holds a text.
    #[track_caller]
    fn expect_note(&mut self, text: &str) {
        let mut notes = self.notes.by_ref().map(Result::unwrap);
        assert!(notes.any(|note| note.contains(text)), "{text}");
    }

    /// Presses Ctrl-C. Lines that were not read yet come with it.
    fn stop(mut self) -> (ExitStatus, Vec<String>) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert!(sent.success());
        let left = self.lines.by_ref().map(Result::unwrap).collect();
        (self.child.wait().unwrap(), left)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn pages_are_followed() {
    let scratch = Scratch::new("watch-pages");
    let mut program = Watched::start(&scratch, "../out");
    assert!(program.holds("pub struct Mug"));

    program.save("resources/mug.md", &MUG.replace("goes in", "it holds"));
    let rest = program.expect("resources/mug.md: 1 written, 0 deleted, ");
    assert!(
        rest.contains("; 0 errors, 0 warnings; ") && rest.ends_with(" ms"),
        "{rest}"
    );
    assert!(program.holds("How much it holds."));

    // As editors save: another file takes the place.
    program.save("mug.tmp", &MUG.replace("goes in", "fits"));
    let page = program.docs.join("resources/mug.md");
    fs::rename(program.docs.join("mug.tmp"), &page).unwrap();
    program.expect("resources/mug.md: ");
    assert!(program.holds("How much fits."));

    // A page in a new folder.
    program.save("resources/more/cosy.md", &MUG.replace("mug", "cosy"));
    program.expect("resources/more/cosy.md: ");
    program.save("resources/more/cosy.md", &MUG.replace("mug", "pot"));
    program.expect("resources/more/cosy.md: ");
    assert!(program.holds("pub struct Pot") && !program.holds("pub struct Cosy"));
    fs::remove_dir_all(program.docs.join("resources/more")).unwrap();
    program.expect("resources/more/cosy.md: ");
    assert!(!program.holds("pub struct Pot"));

    let (status, _) = program.stop();
    assert_eq!(status.code(), Some(0));
}

#[test]
fn problems_are_told_and_mended() {
    let scratch = Scratch::new("watch-problems");
    let mut program = Watched::start(&scratch, "../out");
    program.save("resources/mug.md", &format!("{MUG}{RAGGED}"));
    let rest = program.expect("resources/mug.md: ");
    assert!(!rest.contains(" 0 warnings"), "{rest}");
    program.expect_note("resources/mug.md:");
    program.save("resources/mug.md", MUG);
    let rest = program.expect("resources/mug.md: ");
    assert!(rest.contains(" 0 warnings"), "{rest}");

    program.save("docwright.toml", "docs = \"nine\"\n");
    program.expect_note("docwright.toml:1:");
    // Nothing can be made of that, so there is no line; the next one tells that it is over.
    program.save("resources/pot.md", &MUG.replace("mug", "pot"));
    program.save("docwright.toml", "docs = \"none\"\n");
    program.expect("docwright.toml");
    while !program.holds("pub struct Pot") {
        program.expect("");
    }
    assert!(!program.holds("How much goes in."));
    assert_eq!(program.stop().0.code(), Some(0));
}

#[test]
fn bursts_and_output_among_the_pages() {
    let scratch = Scratch::new("watch-burst");
    let mut program = Watched::start(&scratch, "crate");
    for number in 0..30 {
        let name = format!("burst{number}");
        program.save(&format!("resources/{name}.md"), &MUG.replace("mug", &name));
    }
    while !(0..30).all(|number| program.holds(&format!("pub struct Burst{number} "))) {
        program.expect("");
    }
    // What it wrote itself is nothing to follow: after the last line that something was done there is no other.
    let (status, left) = program.stop();
    assert_eq!(status.code(), Some(0));
    assert!(left.len() < 3, "{left:?}");
    assert!(Path::new(&scratch.path().join("docs/crate/Cargo.toml")).exists());
}
