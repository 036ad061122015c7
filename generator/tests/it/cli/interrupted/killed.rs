//! Runs that are killed, at any time.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Instant;

use super::{Sets, assert_old_or_new, changed_file, files, is_temporary, read, text_of};
use crate::support::{Random, Scratch, put};

/// How many runs are killed at random.
const KILLS: usize = 50;

#[test]
fn a_run_that_is_killed_at_any_time_leaves_whole_files() {
    let scratch = Scratch::new("killed-any-time");
    let sets = Sets::new(scratch.path());
    let out = sets.out("any", 0);
    let start = Instant::now();
    sets.settle(1, &out);
    let longest = start.elapsed();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for kill in 0..KILLS {
        let new = kill % 2;
        let child = spawn(&sets, new, &out);
        // From at once to a bit later than the run takes.
        let share = f64::from(random.below(1100) as u32) / 1000.0;
        std::thread::sleep(longest.mul_f64(share));
        killed(child);
        assert_heals(&sets, new, &out, &format!("kill {kill}"));
    }
}

/// Whether a folder is in the state to wait for.
type Moment<'m> = &'m dyn Fn(&Path) -> bool;

/// The same, at the moments when files are written, moved and deleted: the test looks at the folder, and kills as soon as it
/// sees so much of it done. Where a run is faster than the look, it has come to its end, which is fine too.
#[test]
fn a_run_that_is_killed_while_it_writes_leaves_whole_files() {
    let scratch = Scratch::new("killed-writing");
    let sets = Sets::new(scratch.path());
    let out = sets.out("writing", 0);
    let [old, new] = &sets.trees;
    let moved = |out: &Path| {
        let is_new = |(path, text): &&(String, String)| {
            text_of(old, path) != Some(text)
                && fs::read_to_string(out.join(path)).is_ok_and(|found| found == *text)
        };
        new.iter().filter(is_new).count()
    };
    let staged = |out: &Path| names(out).iter().filter(|path| is_temporary(path)).count();
    let gone = |out: &Path| {
        let is_gone = |(path, _): &&(String, String)| {
            text_of(new, path).is_none() && !out.join(path).exists()
        };
        old.iter().filter(is_gone).count()
    };
    let moments: [(&str, Moment); 6] = [
        ("one is staged", &|out| staged(out) > 0),
        ("some are staged", &|out| staged(out) > 5),
        ("one is moved", &|out| moved(out) > 0),
        ("some are moved", &|out| moved(out) > 5),
        ("one is gone", &|out| gone(out) > 0),
        ("moved, and one is staged", &|out| {
            moved(out) > 0 && staged(out) > 0
        }),
    ];
    for (name, is_time) in moments {
        sets.settle(0, &out);
        let mut child = spawn(&sets, 1, &out);
        while child.try_wait().unwrap().is_none() && !is_time(&out) {}
        killed(child);
        assert_heals(&sets, 1, &out, name);
    }
}

#[test]
fn check_tells_of_a_run_that_was_interrupted() {
    let scratch = Scratch::new("killed-check");
    let sets = Sets::new(scratch.path());
    let out = sets.out("check", 0);
    let path = changed_file(&sets);
    let new = text_of(&sets.trees[1], path).unwrap();
    let leftover = format!("{path}.docwright-tmp");
    let check = || {
        let before = files(&out);
        let output = sets.command("check", 0, &out).output().unwrap();
        assert!(files(&out) == before);
        let told = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), told.contains("was interrupted"))
    };
    assert_eq!(check(), (Some(0), false));
    put(&out, &[(leftover.as_str(), &new.as_bytes()[..100])]);
    assert_eq!(check(), (Some(1), true));
    put(&out, &[(path, new.as_bytes())]);
    assert_eq!(check(), (Some(1), true));
    fs::remove_file(out.join(&leftover)).unwrap();
    assert_eq!(check(), (Some(1), false));
    sets.settle(0, &out);
    assert_eq!(check(), (Some(0), false));
    assert_ne!(read(&out, path), new);
}

fn spawn(sets: &Sets, which: usize, out: &Path) -> Child {
    let mut command = sets.generate(which, out);
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

fn killed(mut child: Child) {
    // Fails when the child has come to its end, which is fine.
    let _ = child.kill();
    child.wait().unwrap();
}

#[track_caller]
fn assert_heals(sets: &Sets, new: usize, out: &Path, name: &str) {
    assert_old_or_new(&files(out), &sets.trees[1 - new], &sets.trees[new], name);
    sets.settle(new, out);
}

/// The paths below a folder. What comes and goes while we look may be among them or not.
fn names(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(names(&path));
        } else {
            found.push(path.display().to_string());
        }
    }
    found
}
