//! What it takes to follow one change: to the disk, in a program that stays, and with `--watch`. Each figure stands beside that
//! of a run from nothing in the same round.

mod watch;

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use docwright::Builder;
use docwright::builder::{Regenerated, Regenerator};
use docwright::source::Sources;
use rayon::prelude::*;

use super::{ROUNDS, median, time};
use crate::repo::scratch;

/// Prints the table, measured on a copy of the pages.
pub(crate) fn run(docs: &Path) -> Result<()> {
    let folder = scratch("bench-changes");
    let _ = fs::remove_dir_all(&folder);
    let place = Place {
        docs: folder.join("docs"),
        out: folder.join("out"),
    };
    copy(docs, &place.docs)?;
    place.cold()?;
    let edits = place.edits()?;
    let mut table = Table::default();
    for round in 0..ROUNDS {
        table.add("from nothing", time(|| place.cold().map(drop))?);
        // Files as new as these are read again to be sure; from now on a look will do.
        place.again(&mut Maker::new(&place))?;
        table.add("read and hash the pages", time(|| hash(&place.docs))?);
        table.add("nothing to do", time(|| place.nothing())?);
        for edit in &edits {
            table.add(edit.name, place.timed(edit, round, None)?);
        }
        let mut stays = Maker::staying(&place);
        // Claims are kept from the first merge on.
        edits[1].make(&place.docs, 2 * round + 1)?;
        place.again(&mut stays)?;
        for edit in &edits {
            let name = edit.name_in_memory;
            table.add(name, place.timed(edit, round + 1, Some(&mut stays))?);
        }
    }
    table.print();
    watch::run(&place, &edits)
}

/// Nobody saves faster than this: time for a run to take apart what it held.
const PAUSE: Duration = Duration::from_millis(200);

/// Pages, and what is made of them.
struct Place {
    docs: PathBuf,
    out: PathBuf,
}

/// What generates, and in a program that stays the pages that it read.
struct Maker {
    regenerator: Regenerator,
    stays: bool,
    pages: Sources,
}

impl Maker {
    fn new(place: &Place) -> Self {
        Self {
            regenerator: Regenerator::new(&place.out),
            stays: false,
            pages: Sources::default(),
        }
    }

    fn staying(place: &Place) -> Self {
        Self {
            regenerator: Regenerator::keeping_claims(&place.out),
            stays: true,
            ..Self::new(place)
        }
    }
}

/// A change of one page that can be made again and again.
struct Edit {
    name: &'static str,
    name_in_memory: &'static str,
    page: PathBuf,
    before: String,
    after: String,
    /// What stands in between, in even rounds and in odd ones.
    texts: [&'static str; 2],
}

impl Edit {
    fn make(&self, docs: &Path, round: usize) -> Result<()> {
        self.put(docs, self.texts[round % 2])
    }

    /// Neither the one nor the other.
    fn remove(&self, docs: &Path) -> Result<()> {
        self.put(docs, "|Boolean|")
    }

    fn put(&self, docs: &Path, text: &str) -> Result<()> {
        let whole = format!("{}{text}{}", self.before, self.after);
        // A hidden file first, which is no page, so that nobody sees half of it.
        let page = docs.join(&self.page);
        let hidden = page.with_file_name(".half");
        fs::write(&hidden, whole).context("cannot write a page")?;
        fs::rename(hidden, page).context("cannot write a page")
    }
}

impl Place {
    fn again(&self, maker: &mut Maker) -> Result<Regenerated> {
        let builder = Builder::new().docs(&self.docs).accept_renames(true);
        let input = builder.read_after(&maker.pages)?;
        if maker.stays {
            maker.pages = input.docs.sources.clone();
        }
        Ok(maker.regenerator.run(&input, || ())?)
    }

    fn cold(&self) -> Result<Regenerated> {
        let _ = fs::remove_dir_all(&self.out);
        self.again(&mut Maker::new(self))
    }

    fn nothing(&self) -> Result<()> {
        let made = self.again(&mut Maker::new(self))?;
        ensure!(
            !made.merged && made.pages.is_empty(),
            "there was something to do"
        );
        Ok(())
    }

    /// Makes a change, and takes the time of the run after it. The run before it has settled, with the other text of the same
    /// edit: what the edit before has left is another change.
    fn timed(&self, edit: &Edit, round: usize, stays: Option<&mut Maker>) -> Result<Duration> {
        let mut anew = Maker::new(self);
        let maker = stays.unwrap_or(&mut anew);
        edit.make(&self.docs, round + 1)?;
        self.again(maker)?;
        edit.make(&self.docs, round)?;
        thread::sleep(PAUSE);
        let mut made = None;
        let taken = time(|| {
            made = Some(self.again(maker)?);
            Ok(())
        })?;
        let made = made.context("the run worked out")?;
        ensure!(made.pages.len() == 1, "{} pages changed", made.pages.len());
        Ok(taken)
    }

    /// The changes: text that no rule reads, a description, a type, an operation.
    fn edits(&self) -> Result<Vec<Edit>> {
        let row = "|String|";
        let mut pages = markdown(&self.docs)?;
        pages.retain(|page| page.starts_with("resources"));
        let with_row = pages.into_iter().find_map(|page| {
            let text = fs::read_to_string(self.docs.join(&page)).ok()?;
            let at = text.find(row)?;
            Some((page, at, text))
        });
        let (page, at, text) = with_row.context("no page has a property of text")?;
        let end = at + text[at..].find('\n').context("a row is a line")?;
        let end = at + text[at..end].trim_end().trim_end_matches('|').len();
        let edit = |name, name_in_memory, [from, to]: [usize; 2], texts| Edit {
            name,
            name_in_memory,
            page: page.clone(),
            before: text[..from].to_owned(),
            after: text[to..].to_owned(),
            texts,
        };
        let whole = text.len();
        let operation = self.operation()?;
        Ok(vec![
            edit(
                "one page, text that no rule reads",
                "the same, pages in memory",
                [whole, whole],
                ["\n## Remarks\n\nOne.\n", "\n## Remarks\n\nTwo.\n"],
            ),
            edit(
                "one page, a description",
                "that, pages in memory",
                [end, end],
                [" One.", " Two."],
            ),
            edit(
                "one page, a type",
                "it, pages in memory",
                [at, at + row.len()],
                ["|Int32|", "|Int64|"],
            ),
            operation,
        ])
    }

    /// A sentence more in what an operation says of itself.
    fn operation(&self) -> Result<Edit> {
        let mut pages = markdown(&self.docs)?;
        pages.retain(|page| page.starts_with("api"));
        let found = pages.into_iter().find_map(|page| {
            let text = fs::read_to_string(self.docs.join(&page)).ok()?;
            let at = text.find("\n## Permissions")?;
            Some((page, at, text))
        });
        let (page, at, text) = found.context("no page has permissions")?;
        Ok(Edit {
            name: "one page, what an operation does",
            name_in_memory: "this, pages in memory",
            page,
            before: text[..at].to_owned(),
            after: text[at..].to_owned(),
            texts: ["One.\n", "Two.\n"],
        })
    }
}

/// Every figure of a row, rows in the order of their first figures.
#[derive(Default)]
struct Table(Vec<(&'static str, Vec<Duration>)>);

impl Table {
    fn add(&mut self, name: &'static str, time: Duration) {
        match self.0.iter_mut().find(|(row, _)| *row == name) {
            Some((_, times)) => times.push(time),
            None => self.0.push((name, vec![time])),
        }
    }

    fn print(self) {
        println!(
            "\none change, median of {ROUNDS}                         ms   % of cold   × hash"
        );
        let medians: Vec<_> = self
            .0
            .into_iter()
            .map(|(name, times)| (name, median(times).as_secs_f64()))
            .collect();
        let of = |wanted: usize| medians[wanted].1;
        for (name, time) in &medians {
            println!(
                "  {name:42}{:8.1}{:12.1}{:9.2}",
                time * 1e3,
                time / of(0) * 1e2,
                time / of(1)
            );
        }
    }
}

/// The yardstick of a run with nothing to do: every page read and hashed, on as many threads.
fn hash(docs: &Path) -> Result<()> {
    let hashes = markdown(docs)?.into_par_iter().map(|page| {
        let mut hasher = DefaultHasher::new();
        hasher.write(&fs::read(docs.join(page))?);
        Ok(hasher.finish())
    });
    let hashes: std::io::Result<Vec<u64>> = hashes.collect();
    std::hint::black_box(hashes?);
    Ok(())
}

/// The pages below a folder, relative to it, sorted.
fn markdown(docs: &Path) -> Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(docs.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    Ok(pages)
}

/// Copies pages and configuration.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for page in markdown(from)? {
        let target = to.join(&page);
        fs::create_dir_all(target.parent().unwrap_or(to))?;
        fs::copy(from.join(&page), target)?;
    }
    let config = from.join("docwright.toml");
    if config.is_file() {
        fs::copy(config, to.join("docwright.toml"))?;
    }
    Ok(())
}
