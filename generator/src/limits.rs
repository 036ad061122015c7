//! How much docwright reads of anything: what a page may not make it do without end. Knows nothing of the stages that keep
//! to the limits.
//!
//! | limit | value | what happens beyond it | diagnostic |
//! |---|--:|---|---|
//! | size of a page | 16 MiB | the page is read as an empty one | `over-limit` |
//! | pages of a folder | 100,000 | those behind it, in the order of paths, are not read | `over-limit` |
//! | attributes of a tag | 64 | the tag is text | – |
//! | lists, quotes and elements in each other | 48 | what lies deeper is text | `nested-too-deep` |
//! | brackets of JSON in each other | 100 | the block is not read | `unreadable-json` |
//! | columns of a table | 1,000 | the table is text | `over-limit` |
//! | length of a name | 512 bytes | what has the name is left out | `over-limit` |
//! | length of a URL | 8 KiB | the request line is left out | `over-limit` |
//!
//! Everything else goes on. No page of the public documentation comes near any of them: its largest has 80 KiB, its widest
//! table 6 columns, its longest property name 57 letters, its longest URL 408.

/// The largest page that is read, in bytes.
pub const PAGE_BYTES: usize = 16 << 20;

/// The most pages of one folder that are read.
pub const PAGES: usize = 100_000;

/// The most lists and quotes that are followed into each other. Each level takes a frame of the stack.
pub const BLOCK_NESTING: usize = 48;

/// The most brackets of JSON that are followed into each other. An example goes into `api.json`, and serde reads that to a
/// depth of 127, of which the model itself takes about ten.
pub const JSON_NESTING: usize = 100;

/// A table has fewer columns than this, and none of its rows has more cells.
pub const TABLE_COLUMNS: usize = 1000;

/// A tag of a component, a shortcode or a directive has at most this many attributes.
pub const TAG_ATTRIBUTES: usize = 64;

/// The longest name of a type, a property, a member, a parameter or a header, in bytes. A file name has at most 255.
pub const NAME_BYTES: usize = 512;

/// The longest URL of a request line, in bytes. Servers refuse longer ones.
pub const URL_BYTES: usize = 8 << 10;
