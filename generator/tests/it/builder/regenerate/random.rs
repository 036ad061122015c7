//! Random changes to real pages, one after the other: by a program that stays and by programs that start anew.

use std::fs;
use std::path::{Path, PathBuf};

use docwright::builder::Regenerator;

use super::run;
use crate::support::{Random, Scratch, docs_input, files, pages};

/// How many changes are made.
const ROUNDS: u32 = 40;

/// Every so many pages, one is taken.
const EVERY: usize = 9;

#[test]
fn random_changes() {
    let scratch = Scratch::new("regenerate-random");
    let docs = scratch.path().join("docs-input");
    let outs = [scratch.path().join("a/out"), scratch.path().join("b/out")];
    let mut world = World::new(&docs);
    let mut stays = Regenerator::keeping_claims(&outs[0]);
    let (mut changed, mut merged) = (0, 0);
    for round in 0..ROUNDS {
        let what = world.change(&outs);
        println!("round {round}: {what}");
        run(&mut stays, &docs, &outs[0]);
        let made = run(&mut Regenerator::new(&outs[1]), &docs, &outs[1]);
        changed += usize::from(!made.pages.is_empty());
        merged += usize::from(made.merged);
    }
    // Otherwise the test would show nothing.
    assert!(merged > 5 && changed > merged, "{merged} of {changed}");
}

struct World {
    docs: PathBuf,
    /// What pages are made of.
    originals: Vec<(String, String)>,
    random: Random,
    added: u32,
}

impl World {
    fn new(docs: &Path) -> Self {
        let from = docs_input();
        let taken = pages(&from).into_iter().step_by(EVERY);
        let original = |page: PathBuf| {
            let path = page.strip_prefix(&from).unwrap();
            let path = path.to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(&page).unwrap())
        };
        let world = Self {
            docs: docs.to_owned(),
            originals: taken.map(original).collect(),
            random: Random(0x9E37_79B9_7F4A_7C15),
            added: 0,
        };
        for (path, text) in &world.originals {
            world.write(path, text);
        }
        world
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.docs.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Changes something, and says what.
    fn change(&mut self, outs: &[PathBuf]) -> String {
        let paths = pages(&self.docs);
        let page = paths[self.random.below(paths.len())].clone();
        let path = page.strip_prefix(&self.docs).unwrap();
        let path = path.to_string_lossy().into_owned();
        match self.random.below(12) {
            0 => {
                fs::remove_file(page).unwrap();
                format!("{path} deleted")
            }
            1 => {
                self.added += 1;
                let to = page.with_file_name(format!("renamed{}.md", self.added));
                fs::rename(page, to).unwrap();
                format!("{path} renamed")
            }
            2 => {
                self.added += 1;
                let (_, text) = &self.originals[self.random.below(self.originals.len())];
                self.write(&format!("resources/a{}.md", self.added), text);
                "a page added".to_owned()
            }
            3 => {
                let (path, text) = &self.originals[self.random.below(self.originals.len())];
                self.write(path, text);
                format!("{path} as it was")
            }
            4 => {
                let level = ["full", "summary", "none"][self.random.below(3)];
                self.write("docwright.toml", &format!("docs = \"{level}\"\n"));
                format!("docs = {level}")
            }
            5 => {
                for out in outs {
                    self.damage(out);
                }
                "output damaged".to_owned()
            }
            how => {
                let text = fs::read_to_string(&page).unwrap();
                fs::write(page, self.edited(&text, how)).unwrap();
                format!("{path} edited ({how})")
            }
        }
    }

    /// The text with another line, or with one less.
    fn edited(&mut self, text: &str, how: usize) -> String {
        let mut lines: Vec<&str> = text.lines().collect();
        if lines.is_empty() {
            return "# Page\n".to_owned();
        }
        let at = self.random.below(lines.len());
        match how {
            6 => lines.insert(0, ""),
            7 => lines.insert(at, "\nWords that say little.\n"),
            8 => drop(lines.remove(at)),
            9 => lines.insert(at, lines[self.random.below(lines.len())]),
            10 => lines.swap(at, text.lines().count() - 1),
            _ => {
                let rows: Vec<usize> = (0..lines.len())
                    .filter(|row| lines[*row].starts_with('|'))
                    .collect();
                if let Some(row) = rows.get(at % rows.len().max(1)) {
                    let row = lines[*row].replacen("tring", "nt32", 1);
                    return text.replacen(lines[at], &row, 1);
                }
            }
        }
        lines.join("\n") + "\n"
    }

    /// Changes, empties or deletes a file of the output, or of what runs leave for each other.
    fn damage(&mut self, out: &Path) {
        let mut found: Vec<PathBuf> = files(out)
            .into_iter()
            .map(|(path, _)| out.join(path))
            .collect();
        let own = ["ledger", "claims"][self.random.below(2)];
        let own = out.join("target/docwright-cache").join(own);
        if self.random.below(2) == 0 && own.exists() {
            found = vec![own];
        }
        let Some(file) = found.get(self.random.below(found.len())) else {
            return;
        };
        let mut bytes = fs::read(file).unwrap();
        let middle = bytes.len() / 2;
        match self.random.below(3) {
            0 => fs::remove_file(file).unwrap(),
            1 => fs::write(file, "").unwrap(),
            _ => {
                bytes[middle] ^= 1;
                fs::write(file, bytes).unwrap();
            }
        }
    }
}
