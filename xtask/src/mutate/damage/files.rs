//! Pages that are gone, there twice, in the wrong place, or called what no page should be called.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use super::{Damage, Way};

pub(super) const WAYS: &[Way] = &[
    delete, duplicate, exchange, append, twice, rename, elsewhere,
];

/// Names that other systems refuse, that a shell would read, that collide with others, or that are none.
const NAMES: &[&[u8]] = &[
    b"con.md",
    b"-rf.md",
    b"a b.md",
    b"..md",
    b"...md",
    b"x..md",
    b"\"];#![x].md",
    b"*.md",
    b"$(id).md",
    b"%2e%2e%2f.md",
    b"C:\\x.md",
    b"..\\..\\x.md",
    b"*\\ fn x() {} \\*.md",
    b"new\nline.md",
    b"tab\there.md",
    b"\x1b[31m.md",
    b"mod.md",
    b"lib.md",
    b"self.md",
    b"crate.md",
    b"README.md",
    b"USER.MD",
    b"User.md",
    b"1.md",
    b"_.md",
    b"\xc3\xa9.md",
    b"\xe2\x80\xae.md",
    b"\xf0\x9f\x92\xa9.md",
    b"\xff\xfe.md",
    b"enums.md",
    b"x.txt",
    b"x.md.md",
    b"{}.md",
];

fn delete(damage: &mut Damage<'_>) -> Option<String> {
    damage.pages.0.remove(&damage.page)?;
    Some("deleted".to_owned())
}

fn other(damage: &mut Damage<'_>) -> Option<PathBuf> {
    let pages = damage.pages.markdown();
    damage.random.pick(&pages).map(|path| (*path).clone())
}

fn duplicate(damage: &mut Damage<'_>) -> Option<String> {
    let bytes = damage.bytes().clone();
    let mut name = OsString::from("copy-of-");
    name.push(damage.page.file_name()?);
    let copy = damage.page.with_file_name(name);
    let what = format!("also at {:?}", copy.display().to_string());
    damage.pages.0.insert(copy, bytes);
    Some(what)
}

fn exchange(damage: &mut Damage<'_>) -> Option<String> {
    let other = other(damage)?;
    let bytes = damage.bytes().clone();
    let others = damage.pages.0.insert(other.clone(), bytes)?;
    *damage.bytes() = others;
    Some(format!("exchanged with {}", other.display()))
}

fn append(damage: &mut Damage<'_>) -> Option<String> {
    let other = other(damage)?;
    let bytes = damage.pages.0.get(&other)?.clone();
    damage.bytes().extend(bytes);
    Some(format!("ends with {}", other.display()))
}

fn twice(damage: &mut Damage<'_>) -> Option<String> {
    let bytes = damage.bytes().clone();
    damage.bytes().extend(bytes);
    Some("is there twice in one file".to_owned())
}

fn rename(damage: &mut Damage<'_>) -> Option<String> {
    let name = (*damage.random.pick(NAMES)?).to_owned();
    let to = damage.page.with_file_name(OsString::from_vec(name));
    put_at(damage, to)
}

fn elsewhere(damage: &mut Damage<'_>) -> Option<String> {
    let folders = ["", "api", "resources", "a/b/c/d", "includes", "src"];
    let folder = *damage.random.pick(&folders)?;
    let name = damage.page.file_name()?.to_owned();
    put_at(damage, Path::new(folder).join(name))
}

fn put_at(damage: &mut Damage<'_>, to: PathBuf) -> Option<String> {
    if damage.pages.0.contains_key(&to) {
        return None;
    }
    let bytes = damage.pages.0.remove(&damage.page)?;
    let what = format!("moved to {:?}", to.display().to_string());
    damage.pages.0.insert(to, bytes);
    Some(what)
}
