//! Runs whose files the system does not take: no room, no right. They fail, and the old files stay.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{Sets, changed_file, files};
use crate::support::Scratch;

/// Nobody: an account that every Unix has.
const NOBODY: u32 = 65_534;

#[track_caller]
fn assert_refused(output: &Output, path: &Path) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(
        told.contains("cannot write to") && told.contains(&path.display().to_string()),
        "{told}"
    );
}

/// The command, run by a shell after some words of its own.
fn by_shell(words: &str, command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", words, "sh"])
        .arg(command.get_program())
        .args(command.get_args());
    shell
}

/// No file may grow beyond 1 kB: some new files can be written, others cannot.
#[test]
fn a_file_that_cannot_be_written_whole_leaves_the_old_tree() {
    let scratch = Scratch::new("refused-size");
    let sets = Sets::new(scratch.path());
    let out = sets.out("size", 0);
    let words = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
    let output = by_shell(words, &sets.generate(1, &out)).output().unwrap();
    assert_refused(&output, &out);
    assert!(files(&out) == sets.trees[0]);
    sets.settle(1, &out);
}

/// A disk that has room for the old tree and not for the new files beside it. It takes a namespace of our own to make one;
/// where the system gives us none, the test above stands for this one.
#[test]
fn a_full_disk_leaves_the_old_tree() {
    let scratch = Scratch::new("refused-disk");
    let sets = Sets::new(scratch.path());
    let out = sets.out("disk", 0);
    let copy = scratch.path().join("copy");
    let words = "set -e; out=$1; copy=$2; size=$3; shift 3; cp -R \"$out\" \"$copy\"; \
        mount -t tmpfs -o size=\"$size\" none \"$out\"; cp -R \"$copy/.\" \"$out\"; rm -R \"$copy\"; code=0; \
        \"$@\" || code=$?; cp -R \"$out\" \"$copy\"; exit \"$code\"";
    let room = |bytes: usize| bytes.div_ceil(4096) * 4096;
    let size: usize = sets.trees[0].iter().map(|(_, text)| room(text.len())).sum();
    let command = sets.generate(1, &out);
    let mut shell = Command::new("unshare");
    shell
        .args(["-Urm", "sh", "-c", words, "sh"])
        .args([&out, &copy])
        .arg((size + 4 * 4096).to_string())
        .arg(command.get_program())
        .args(command.get_args());
    let may_mount = Command::new("unshare")
        .args(["-Urm", "mount", "-t", "tmpfs", "none"])
        .arg(scratch.path())
        .output()
        .is_ok_and(|output| output.status.success());
    if may_mount {
        let output = shell.output().unwrap();
        assert_refused(&output, &out);
        assert!(String::from_utf8_lossy(&output.stderr).contains("No space left"));
        assert!(files(&copy) == sets.trees[0]);
    } else {
        eprintln!("no disk of our own here: only a limit on the size of files is tested");
    }
    sets.settle(1, &out);
}

/// A folder that everybody can reach, and the program in it: the account that may not write has to find both.
struct Public(PathBuf);

impl Public {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("docwright-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let program = folder.join("docwright");
        fs::copy(env!("CARGO_BIN_EXE_docwright"), &program).unwrap();
        allow(&folder, 0o755);
        allow(&program, 0o755);
        Self(folder)
    }

    /// The command, by an account whose rights count: those of the superuser do not.
    fn output(&self, command: &Command) -> Output {
        let mut public = Command::new(self.0.join("docwright"));
        public.args(command.get_args());
        if self.rights_do_not_count() {
            public.uid(NOBODY);
        }
        public.output().unwrap()
    }

    fn rights_do_not_count(&self) -> bool {
        let folder = self.0.join("closed");
        fs::create_dir_all(&folder).unwrap();
        allow(&folder, 0o555);
        fs::write(folder.join("file"), "").is_ok()
    }
}

impl Drop for Public {
    fn drop(&mut self) {
        each_folder(&self.0, 0o755);
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn each_folder(folder: &Path, mode: u32) {
    // Opened first, and closed last.
    allow(folder, 0o755);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_folder(&path, mode);
        }
    }
    allow(folder, mode);
}

#[test]
fn an_output_that_may_not_be_written_to_stays_as_it_is() {
    let public = Public::new("refused-all");
    let sets = Sets::new(&public.0);
    let out = sets.out("all", 0);
    each_folder(&out, 0o555);
    assert_refused(&public.output(&sets.generate(1, &out)), &out);
    assert!(files(&out) == sets.trees[0]);
    // What is as it should be needs no right to write.
    let output = public.output(&sets.generate(0, &out));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn one_folder_that_may_not_be_written_to_saves_the_others() {
    let public = Public::new("refused-one");
    let sets = Sets::new(&public.0);
    let out = sets.out("one", 0);
    each_folder(&out, 0o777);
    let closed = out.join(changed_file(&sets)).parent().unwrap().to_owned();
    allow(&closed, 0o555);
    assert_refused(&public.output(&sets.generate(1, &out)), &closed);
    assert!(files(&out) == sets.trees[0]);
    each_folder(&out, 0o777);
    sets.settle(1, &out);
}
