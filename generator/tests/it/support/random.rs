//! Numbers for tests that try what nobody thought of.

/// Marsaglia's xorshift: the same numbers on each run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below the bound, which counts as 1 at least.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // The lowest bits are the least random ones.
        ((self.0 >> 16) % bound.max(1) as u64) as usize
    }
}
