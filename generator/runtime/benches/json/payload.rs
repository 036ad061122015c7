//! JSON text of the sample types, always the same for one size.

use std::fmt::Write;

/// A small generator of numbers (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn text(&mut self) -> String {
        const WORDS: [&str; 8] = [
            "call",
            "team",
            "a longer name",
            "Zoë",
            "quarter",
            "\\\"quoted\\\"",
            "plan",
            "of the week",
        ];
        let count = 1 + self.below(4);
        (0..count)
            .map(|_| WORDS[self.below(8) as usize])
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// An object with calls of about this many bytes in all.
pub(crate) fn calls(size: usize) -> String {
    let mut numbers = Numbers(7);
    let mut text = String::from("{\"value\":[");
    while text.len() < size {
        if text.len() > 10 {
            text.push(',');
        }
        call(&mut text, &mut numbers);
    }
    text.push_str("]}");
    text
}

fn call(text: &mut String, numbers: &mut Numbers) {
    let state = ["incoming", "established", "terminated"][numbers.below(3) as usize];
    let (id, organizer, minute) = (numbers.next(), numbers.text(), numbers.below(60));
    let (retries, sent, loudness) = (numbers.below(9), numbers.next() >> 20, numbers.below(1000));
    let (tag, name, flag) = (numbers.text(), numbers.text(), numbers.below(2) == 0);
    write!(
        text,
        "{{\"id\":\"{id:016x}\",\"state\":\"{state}\",\"modalities\":\"audio,video\",\"pastStates\":[\"incoming\",\"{state}\"],\
         \"organizer\":{{\"id\":\"{organizer}\",\"isMuted\":{flag}}},\"participants\":[",
    )
    .expect("memory takes it");
    for index in 0..numbers.below(4) {
        let comma = if index == 0 { "" } else { "," };
        write!(
            text,
            "{comma}{{\"id\":\"{}\",\"isMuted\":{}}}",
            numbers.text(),
            numbers.below(2) == 0
        )
        .expect("memory takes it");
    }
    write!(
        text,
        "],\"attachments\":[{{\"@odata.type\":\"#sample.fileAttachment\",\"id\":\"{id:x}\",\"name\":\"{name}\",\"size\":{sent},\
         \"contentBytes\":\"aGVsbG8gd29ybGQ=\"}}],\"tags\":[\"{tag}\",\"x\"],\"retries\":{retries},\"bytesSent\":{sent},\
         \"loudness\":{loudness}.25,\"levels\":[0.5,1.25,{loudness}.75],\"createdDateTime\":\"2024-05-17T10:{minute:02}:31.25Z\",\
         \"day\":\"2024-05-17\",\"lasted\":\"PT{minute}M\",\"tenantId\":\"6ba7b810-9dad-11d1-80b4-{id:012x}\",\"isRecorded\":{flag}}}",
        id = id & 0xFFFF_FFFF_FFFF,
    )
    .expect("memory takes it");
}
