//! A little of the Chrome `DevTools` protocol: messages of JSON, each ended by a zero byte, over two pipes.
//!
//! The browser reads from its file 3 and writes to its file 4; a shell that becomes the browser puts our pipes there.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::{Value, json};

/// Far longer than anything takes on a busy machine; a test that waits so long fails.
const DEADLINE: Duration = Duration::from_secs(90);

/// A browser without a window.
pub struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    last: u64,
    /// What happened that a page must not do.
    faults: Vec<String>,
}

/// A page in a browser.
pub struct Page<'a> {
    browser: &'a mut Browser,
    session: String,
}

impl Browser {
    /// A Chromium of this machine.
    pub fn find() -> Option<PathBuf> {
        if let Some(named) = std::env::var_os("ANNALS_CHROMIUM") {
            return Some(named.into());
        }
        let path = std::env::var_os("PATH")?;
        let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
        std::env::split_paths(&path)
            .flat_map(|folder| names.map(|name| folder.join(name)))
            .find(|program| program.is_file())
    }

    pub fn start(program: &Path, folder: &Path) -> Self {
        let mut child = Command::new("bash")
            .arg("-c")
            .arg("exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null")
            .arg(program)
            .args([
                "--headless",
                "--remote-debugging-pipe",
                // A container is the sandbox, and root may have no other.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking",
            ])
            .arg(format!(
                "--user-data-dir={}",
                folder.join("profile").display()
            ))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser starts");
        let to = child.stdin.take().expect("a pipe");
        let output = child.stdout.take().expect("a pipe");
        let (sender, from) = mpsc::channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut message = Vec::new();
            while output.read_until(0, &mut message).is_ok_and(|n| n > 0) {
                message.pop();
                let value = serde_json::from_slice(&message).unwrap_or(Value::Null);
                if sender.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        Self {
            child,
            to,
            from,
            last: 0,
            faults: Vec::new(),
        }
    }

    /// Opens a file and waits until it is there.
    pub fn open(&mut self, file: &Path) -> Page<'_> {
        let target = self.ask(
            None,
            "Target.createTarget",
            &json!({ "url": "about:blank" }),
        );
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = self.ask(None, "Target.attachToTarget", &attach)["sessionId"]
            .as_str()
            .expect("a session")
            .to_owned();
        let mut page = Page {
            browser: self,
            session,
        };
        for domain in [
            "Page.enable",
            "Runtime.enable",
            "Log.enable",
            "Network.enable",
        ] {
            page.ask(domain, &json!({}));
        }
        page.resize(1200, 900);
        page.ask(
            "Page.navigate",
            &json!({ "url": format!("file://{}", file.display()) }),
        );
        page.browser.wait("Page.loadEventFired");
        page
    }

    fn ask(&mut self, session: Option<&str>, method: &str, parameters: &Value) -> Value {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).expect("the browser reads");
        loop {
            let answer = self.next(method);
            if answer["id"] == json!(self.last) {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
        }
    }

    fn wait(&mut self, event: &str) {
        while self.next(event)["method"] != event {}
    }

    fn next(&mut self, what: &str) -> Value {
        let message = self
            .from
            .recv_timeout(DEADLINE)
            .unwrap_or_else(|error| panic!("no answer to {what}: {error}"));
        let parameters = &message["params"];
        let fault = match message["method"].as_str() {
            Some("Runtime.exceptionThrown" | "Page.javascriptDialogOpening") => true,
            Some("Runtime.consoleAPICalled") => parameters["type"] == "error",
            Some("Log.entryAdded") => parameters["entry"]["level"] == "error",
            Some("Network.requestWillBeSent") => {
                let url = parameters["request"]["url"].as_str().unwrap_or_default();
                !(url.starts_with("file:") || url.starts_with("data:") || url.starts_with("about:"))
            }
            _ => false,
        };
        if fault {
            self.faults.push(message.to_string());
        }
        message
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Page<'_> {
    pub fn resize(&mut self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.ask("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Light or dark.
    pub fn prefers(&mut self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.ask("Emulation.setEmulatedMedia", &features);
    }

    /// Looks as it does on paper.
    pub fn prints(&mut self) {
        self.ask("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    }

    /// The page as a PDF, on the sheet that it asks for.
    pub fn print(&mut self) -> Vec<u8> {
        let answer = self.ask("Page.printToPDF", &json!({ "preferCSSPageSize": true }));
        decoded(answer["data"].as_str().expect("data"))
    }

    /// Presses a key, as a keyboard does.
    pub fn key(&mut self, key: &str) {
        let code = match key {
            "Escape" => 27,
            "Enter" => 13,
            "Tab" => 9,
            " " => 32,
            _ => 0,
        };
        let text = match key {
            "Enter" => "\r",
            "Escape" | "Tab" => "",
            other => other,
        };
        let mut down = json!({ "type": "keyDown", "key": key, "windowsVirtualKeyCode": code });
        if !text.is_empty() {
            down["text"] = json!(text);
        }
        self.ask("Input.dispatchKeyEvent", &down);
        let up = json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code });
        self.ask("Input.dispatchKeyEvent", &up);
    }

    /// Puts a text where the focus is, as an input method does, in the place of what is selected.
    pub fn type_text(&mut self, text: &str) {
        self.ask("Input.insertText", &json!({ "text": text }));
    }

    /// What an expression, or a promise, comes to.
    pub fn value(&mut self, expression: &str) -> Value {
        let ask = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.ask("Runtime.evaluate", &ask);
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {answer}"
        );
        answer["result"]["value"].clone()
    }

    /// Nothing was wrong, nothing was asked of a network.
    pub fn end(mut self) {
        // One more question, so that all that was told before its answer is read.
        self.value("0");
        let faults = std::mem::take(&mut self.browser.faults);
        assert!(faults.is_empty(), "{faults:#?}");
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        let session = self.session.clone();
        self.browser.ask(Some(&session), method, parameters)
    }
}

/// Base64, as the protocol sends what is no text.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut n_bits) = (0u32, 0);
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        held = held << 6 | u32::from(value);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((held >> n_bits & 0xff) as u8);
        }
    }
    bytes
}
