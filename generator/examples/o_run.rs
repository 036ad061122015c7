//! scratch
use docwright::*;
use std::path::Path;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let dir = Path::new(&args[1]);
    let mut pages = Vec::new();
    for sub in ["api", "resources", "includes", "includes/permissions"] {
        if let Ok(e) = std::fs::read_dir(dir.join(sub)) {
            for f in e.flatten() {
                let p = f.path();
                if p.extension().is_some_and(|x| x == "md") {
                    pages.push(source::Source { path: format!("{sub}/{}", p.file_name().unwrap().to_string_lossy()), text: std::fs::read_to_string(&p).unwrap() });
                }
            }
        }
    }
    let sources = source::Sources::new(pages);
    let mut diags = diag::Diagnostics::default();
    let t = std::time::Instant::now();
    let mut facts = Vec::new();
    for (id, s) in sources.iter() {
        let page = syntax::parse(id, &s.text, &mut diags);
        facts.push(facts::extract(&page, &s.path, &mut diags));
    }
    eprintln!("facts {:?}", t.elapsed());
    let t = std::time::Instant::now();
    #[allow(unused_mut)]
    let mut model = model::build::build(&facts, &mut diags);
    eprintln!("model {:?}", t.elapsed());
    if args.get(3).is_some_and(|a| a == "nav") { model::navigation::infer(&mut model); }
    let info = docwright::export::openapi::ApiInfo { title: "x".into(), version: "v1.0".into(), server: "https://graph.microsoft.com/v1.0".into(), links: Default::default() };
    std::fs::write(format!("{}/openapi.json", args[2]), export::openapi(&model, &info)).unwrap();
    std::fs::write(format!("{}/api.json", args[2]), export::json(&model)).unwrap();
    diags.sort();
    let mut out = String::new();
    for d in &diags.0 {
        let s = sources.get(d.primary.span.page);
        let line = s.text[..d.primary.span.start as usize].matches('\n').count() + 1;
        out += &format!("{}:{}: {}: {}\n", s.path, line, d.code.name(), d.message);
    }
    std::fs::write(format!("{}/diags.txt", args[2]), out).unwrap();
}
