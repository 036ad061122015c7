//! Hostile pages: the pages of `tests/data/hostile/pages.txt` once for each line of a list, with that line in each place
//! where a page has a text or a name.

use std::path::Path;

use super::data;

/// How many letters `«long»` stands for.
const LONG: usize = 10_000;

/// The lines of `tests/data/hostile/<list>`, with what stands between guillemets made into characters.
pub(crate) fn lines(list: &str) -> Vec<String> {
    read(list).lines().map(characters).collect()
}

/// Pages for one line of a list, as the text that `targets::pipeline::pages` reads. Different numbers give different names.
pub(crate) fn pages(number: usize, it: &str) -> String {
    read("pages.txt")
        .replace("«n»", &number.to_string())
        .replace("«it»", it)
}

fn read(name: &str) -> String {
    let path = data().join(Path::new("hostile")).join(name);
    std::fs::read_to_string(&path).expect("test data can be read")
}

/// `«202e»` is the character of that number, `«long»` a text that is long.
fn characters(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('«') {
        let (inside, behind) = after.split_once('»').expect("each guillemet is closed");
        out.push_str(before);
        if inside == "long" {
            out.extend(std::iter::repeat_n('l', LONG));
        } else {
            let code = u32::from_str_radix(inside, 16).expect("it is a number of a character");
            out.push(char::from_u32(code).expect("it is a character"));
        }
        rest = behind;
    }
    out + rest
}
