//! Several runs that write to one folder.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use docwright::files::FolderLock;

use super::{Sets, files, listed};
use crate::support::Scratch;

#[test]
fn runs_at_the_same_time_do_not_mix() {
    let scratch = Scratch::new("together-mix");
    let sets = Sets::new(scratch.path());
    let out = sets.out("mix", 0);
    for round in 0..8 {
        let runs: Vec<_> = (0..4)
            .map(|run| {
                let mut command = sets.generate(run % 2, &out);
                let command = command.stdout(Stdio::null()).stderr(Stdio::piped());
                command.spawn().unwrap()
            })
            .collect();
        for run in runs {
            let output = run.wait_with_output().unwrap();
            assert!(output.status.success(), "round {round}: {output:?}");
        }
        let found = files(&out);
        assert!(sets.trees.contains(&found), "{}", listed(&found));
    }
}

#[test]
fn a_run_waits_for_the_one_that_writes_and_says_so() {
    let scratch = Scratch::new("together-wait");
    let sets = Sets::new(scratch.path());
    let out = sets.out("wait", 0);
    let turn = FolderLock::take(&out, || panic!("nobody else writes")).unwrap();
    let mut command = sets.generate(1, &out);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let told = lines.find(|line| line.as_ref().unwrap().contains("waiting for another run"));
    let told = told.expect("the run says that it waits").unwrap();
    assert!(told.contains(&out.display().to_string()), "{told}");
    assert!(files(&out) == sets.trees[0]);
    drop(turn);
    // Its errors have to go somewhere.
    let rest: Vec<String> = lines.map(Result::unwrap).collect();
    assert!(child.wait().unwrap().success(), "{rest:?}");
    assert!(files(&out) == sets.trees[1]);
}
