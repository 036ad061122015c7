//! Finds the rows and cells of an HTML table in the source, by its tags alone. What a cell holds is read like other text.

/// The rows of a table: byte ranges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct HtmlTable {
    pub(in super::super) rows: Vec<HtmlRow>,
}

/// From `<tr>` to the end of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct HtmlRow {
    pub(in super::super) start: usize,
    pub(in super::super) end: usize,
    pub(in super::super) cells: Vec<HtmlCell>,
}

/// What stands between `<td>` or `<th>` and the end of the cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct HtmlCell {
    pub(in super::super) start: usize,
    pub(in super::super) end: usize,
    /// It is a `<th>`.
    pub(in super::super) is_header: bool,
}

/// Reads the table that begins at `at`; also gives the byte behind `</table>`. `None` if it is no table, is not closed,
/// holds another table, or has no cells.
pub(super) fn read(bytes: &[u8], at: usize) -> Option<(HtmlTable, usize)> {
    let (name, closes, mut next) = tag(bytes, at)?;
    if name != Name::Table || closes {
        return None;
    }
    let mut table = HtmlTable::default();
    loop {
        let start = next + memchr::memchr(b'<', &bytes[next..])?;
        if bytes[start..].starts_with(b"<!--") {
            next = start + 4 + memchr::memmem::find(&bytes[start + 4..], b"-->")? + 3;
            continue;
        }
        let Some((name, closes, end)) = tag(bytes, start) else {
            next = start + 1;
            continue;
        };
        next = end;
        match (name, closes) {
            (Name::Table, false) => return None,
            (Name::Table, true) => {
                close_row(&mut table, start);
                table.rows.retain(|row| !row.cells.is_empty());
                return (!table.rows.is_empty()).then_some((table, end));
            }
            (Name::Row, false) => {
                close_row(&mut table, start);
                table.rows.push(HtmlRow {
                    start,
                    end: OPEN,
                    cells: Vec::new(),
                });
            }
            (Name::Row, true) => {
                close_row(&mut table, start);
                if let Some(row) = table.rows.last_mut() {
                    row.end = end;
                }
            }
            (Name::Part, _) => close_row(&mut table, start),
            (Name::Cell | Name::HeaderCell, closes) => {
                let Some(row) = table.rows.last_mut().filter(|row| row.end == OPEN) else {
                    continue;
                };
                close_cell(row, start);
                if !closes {
                    row.cells.push(HtmlCell {
                        start: end,
                        end: OPEN,
                        is_header: name == Name::HeaderCell,
                    });
                }
            }
        }
    }
}

/// The end of what is not closed yet.
const OPEN: usize = usize::MAX;

fn close_row(table: &mut HtmlTable, at: usize) {
    if let Some(row) = table.rows.last_mut().filter(|row| row.end == OPEN) {
        close_cell(row, at);
        row.end = at;
    }
}

fn close_cell(row: &mut HtmlRow, at: usize) {
    if let Some(cell) = row.cells.last_mut().filter(|cell| cell.end == OPEN) {
        cell.end = at;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Table,
    /// `thead`, `tbody`, `tfoot`
    Part,
    Row,
    HeaderCell,
    Cell,
}

/// The tag of a table at `at`: its name, whether it closes, and the byte behind it.
fn tag(bytes: &[u8], at: usize) -> Option<(Name, bool, usize)> {
    let rest = bytes.get(at..)?.strip_prefix(b"<")?;
    let closes = rest.first() == Some(&b'/');
    let rest = &rest[usize::from(closes)..];
    // The longest name has five letters.
    let letters = rest.iter().take(6);
    let len = letters
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let name = match rest[..len].to_ascii_lowercase().as_slice() {
        b"table" => Name::Table,
        b"thead" | b"tbody" | b"tfoot" => Name::Part,
        b"tr" => Name::Row,
        b"th" => Name::HeaderCell,
        b"td" => Name::Cell,
        _ => return None,
    };
    // A `>` within the quotes of an attribute does not end the tag.
    let mut end = bytes.len() - rest.len() + len;
    let mut quote = None;
    loop {
        let byte = *bytes.get(end)?;
        end += 1;
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some((name, closes, end)),
            None if byte == b'<' => return None,
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let Some((table, end)) = read(text.as_bytes(), 0) else {
            return "nothing".to_owned();
        };
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| {
                let mark = if cell.is_header { "!" } else { "" };
                format!("{mark}{}", &text[cell.start..cell.end])
            });
            cells.collect::<Vec<_>>().join("|")
        });
        let rows: Vec<String> = rows.collect();
        format!("{} ..{}", rows.join(" / "), &text[end..])
    }

    #[test]
    fn tables() {
        for (text, expected) in [
            (
                "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>x",
                "!A|!B / 1|2 ..x",
            ),
            ("<table><tr><td>1<td>2<tr><td>3</table>", "1|2 / 3 .."),
            (
                "<TABLE border=\"1>\"><thead><tr><th>A</thead><tbody><tr><td>1</tbody></TABLE>",
                "!A / 1 ..",
            ),
            (
                "<table><tr><td>a < b</td><td><b>c</b></td></tr></table>",
                "a < b|<b>c</b> ..",
            ),
            ("<table><!-- <tr> --><tr><td>1</td></tr></table>", "1 .."),
            (
                "<table><tr><td><table></table></td></tr></table>",
                "nothing",
            ),
            ("<table><tr></tr></table>", "nothing"),
            ("<table><tr><td>1</td></tr>", "nothing"),
            ("<tables>", "nothing"),
            ("<table", "nothing"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
