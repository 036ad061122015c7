//! Line numbers of places in a page that come in order, without counting from the start each time.

/// Line numbers of ascending offsets, in one pass.
pub(super) struct LineCounter<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl<'t> LineCounter<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    pub(super) fn line_of(&mut self, offset: usize) -> u32 {
        let offset = offset.min(self.text.len());
        if offset > self.at {
            let newlines = self.text.as_bytes()[self.at..offset]
                .iter()
                .filter(|byte| **byte == b'\n');
            self.line += newlines.count() as u32;
            self.at = offset;
        }
        self.line
    }
}
