//! Pages in other encodings, in several at once, or in none.

use super::{Damage, Way};

pub(super) const WAYS: &[Way] = &[
    utf16, latin1, mark, ends, broken, flip, spaces, control, nothing,
];

fn utf16(damage: &mut Damage<'_>) -> Option<String> {
    let text = damage.text();
    let with_mark = damage.random.below(2) == 0;
    let is_little = damage.random.below(2) == 0;
    let mark = with_mark.then_some(0xFEFF).into_iter();
    let bytes = |unit: u16| {
        if is_little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        }
    };
    *damage.bytes() = mark.chain(text.encode_utf16()).flat_map(bytes).collect();
    let (end, mark) = (
        if is_little { "LE" } else { "BE" },
        if with_mark { "with" } else { "without" },
    );
    Some(format!("UTF-16{end} {mark} a byte-order mark"))
}

/// Latin-1, with letters that are no UTF-8 then.
fn latin1(damage: &mut Damage<'_>) -> Option<String> {
    let text = damage.text().replace('e', "é").replace('a', "ä");
    let byte = |c| u8::try_from(c).unwrap_or(b'?');
    *damage.bytes() = text.chars().map(byte).collect();
    Some("Latin-1".to_owned())
}

fn mark(damage: &mut Damage<'_>) -> Option<String> {
    let mut text = damage.text();
    let at = if damage.random.below(2) == 0 {
        0
    } else {
        damage.place(&text)
    };
    text.insert(at, '\u{feff}');
    damage.set_text(text);
    Some(format!("a byte-order mark at byte {at}"))
}

fn ends(damage: &mut Damage<'_>) -> Option<String> {
    let text = damage.text().replace("\r\n", "\n");
    let ends = [
        "\r\n", "\r", "\n\r", "\r\r\n", "\u{85}", "\u{2028}", "\0\n", "",
    ];
    let end = *damage.random.pick(&ends)?;
    damage.set_text(text.replace('\n', end));
    Some(format!("lines end with {end:?}"))
}

/// Bytes that are no UTF-8: lone surrogates, overlong forms, continuations of nothing, beginnings without an end.
const BROKEN: &[&[u8]] = &[
    &[0xED, 0xA0, 0x80],
    &[0xED, 0xBF, 0xBF],
    &[0xC0, 0xAF],
    &[0x80],
    &[0xF4, 0x90, 0x80, 0x80],
    &[0xE2, 0x82],
    &[0xFF, 0xFE],
];

fn broken(damage: &mut Damage<'_>) -> Option<String> {
    let bad = *damage.random.pick(BROKEN)?;
    let length = damage.bytes().len();
    let at = damage.random.below(length + 1);
    damage.bytes().splice(at..at, bad.iter().copied());
    Some(format!("bytes {bad:02X?} at byte {at}"))
}

fn flip(damage: &mut Damage<'_>) -> Option<String> {
    let count = 1 + damage.random.below(20);
    let length = damage.bytes().len();
    for _ in 0..count {
        let (at, bit) = (damage.random.below(length), damage.random.below(8));
        *damage.bytes().get_mut(at)? ^= 1 << bit;
    }
    Some(format!("{count} bits flipped"))
}

/// Spaces that are none, or none that anybody sees.
fn spaces(damage: &mut Damage<'_>) -> Option<String> {
    let text = damage.text();
    let spaces = [
        "\u{a0}",
        "\u{200b}",
        "\u{202e}",
        "\u{2066}",
        "\u{3000}",
        "\u{ad}",
        " \u{feff}",
        "\t",
    ];
    let space = *damage.random.pick(&spaces)?;
    damage.set_text(text.replace(' ', space));
    Some(format!("spaces are {space:?}"))
}

fn control(damage: &mut Damage<'_>) -> Option<String> {
    let mut text = damage.text();
    let marks = [
        "\0",
        "\u{1b}[31m",
        "\u{7}",
        "\u{7f}",
        "\u{c}",
        "\u{1a}",
        "\u{202e}",
        "\u{fffe}",
    ];
    let mark = *damage.random.pick(&marks)?;
    let count = 1 + damage.random.below(20);
    for _ in 0..count {
        let at = damage.place(&text);
        text.insert_str(at, mark);
    }
    damage.set_text(text);
    Some(format!("{mark:?} in {count} places"))
}

fn nothing(damage: &mut Damage<'_>) -> Option<String> {
    let texts = ["", "\n", " ", "\u{feff}", "\0", "#", "---", "|", "<!--"];
    let text = *damage.random.pick(&texts)?;
    damage.set_text(text.to_owned());
    Some(format!("nothing but {text:?}"))
}
