//! Makes the API's types and client from its pages, whenever one of them changes.

fn main() -> Result<(), docwright::Error> {
    docwright::Builder::new().docs("docs").write_to_out_dir()?;
    Ok(())
}
