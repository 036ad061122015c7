//! Answers of 200 MB: none is ever in memory as a whole.

use docwright_runtime::client::reply::{Download, Reply};
use docwright_runtime::client::{Client, ErrorKind};
use futures_util::TryStreamExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::{get, read};

const SIZE: usize = 200_000_000;

/// Sends 200 MB of spaces to everybody, from a thread of its own, so that only the client's memory is measured.
fn endless() -> String {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        runtime().block_on(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            let piece = vec![b' '; 100_000];
            while let Ok((mut stream, _)) = listener.accept().await {
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
                for _ in 0..SIZE / piece.len() {
                    if stream.write_all(&piece).await.is_err() {
                        break;
                    }
                }
            }
        });
    });
    format!("http://{}", receiver.recv().unwrap())
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

/// The most bytes that were allocated at once meanwhile.
fn peak(work: impl AsyncFnOnce(Client)) -> u64 {
    let client: Client = Client::builder(&endless())
        .max_body(1_000_000)
        .build()
        .unwrap();
    let runtime = runtime();
    allocation_counter::measure(|| runtime.block_on(work(client))).bytes_max
}

#[test]
fn a_stream_is_handed_on_as_it_comes() {
    let peak = peak(async |client| {
        let response = get(&client, "/file").send().await.unwrap();
        let content = Download::read(response).await.unwrap();
        let length = content
            .stream()
            .try_fold(0, async |sum, piece| Ok(sum + piece.len()));
        assert_eq!(length.await.unwrap(), SIZE);
    });
    assert!(peak < 4_000_000, "{peak} bytes");
}

#[test]
fn what_is_too_large_is_given_up_early() {
    let peak = peak(async |client| {
        let error = read(get(&client, "/me")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge);
    });
    assert!(peak < 4_000_000, "{peak} bytes");
}
