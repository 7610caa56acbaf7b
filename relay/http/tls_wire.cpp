#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <new>

#include "relay/http/line.h"

namespace relay::http {
namespace {

/// As much as one record holds (RFC 8446, 5.1).
constexpr std::size_t kRecord = 16'384;
/// Messages of the protocol itself, one after the other without a byte of a request: each costs us
/// an answer, and no client of ours has more to say than that it takes new keys.
constexpr int kMostIdleTalk = 16;
/// Encrypted and sent at a time, at most and at least.
constexpr std::size_t kTurn = 131'072;
constexpr std::size_t kLeastTurn = 4'096;

/// TLS, with OpenSSL between two buffers of ours. What it writes is gathered and handed to the
/// socket at the end of each call, many records at a time: a system call for each record is what
/// makes large downloads over TLS slow.
class TlsWire final : public Wire {
 public:
  TlsWire(Socket socket, Scratch& scratch, Pieces& pieces, TlsSession session);

  int socket() const override { return line_.socket(); }
  void ready(const Readiness& what) override { line_.ready(what); }
  void keep_ready(Unsent unsent) override { line_.keep_ready(unsent); }
  Pause handshake() override;
  const Shown& shown() const override { return shown_; }
  Step read(std::span<char> into) override;
  Step write(std::span<const std::string_view> parts, Following following) override;
  Step send(const OpenFile& file, std::uint64_t offset, std::size_t count) override;
  Pause flush() override;
  Pause end() override;
  void stop_sending() override { line_.stop_sending(); }
  Step discard() override { return line_.receive(scratch_.input); }
  void close() override { line_.close(); }

  // What OpenSSL reads from and writes to.
  int take_in(char* into, int size);
  void put_out(const char* bytes, int size);
  bool again() const { return blocked_; }
  /// A message of the protocol itself came, or an alert was due to one.
  void heard_talk() { idle_talk_ += shook_hands_ ? 1 : 0; }

 private:
  void begin();
  template <class Operation>
  int call(const Operation& operation);
  bool encrypt(std::string_view bytes);
  std::string_view some_of(const OpenFile& file, std::uint64_t offset, std::size_t most);
  Pause catch_up();
  Pause push(Following following);
  Pause reason(int result) const;

  Line line_;
  Scratch& scratch_;
  Pieces& pieces_;
  TlsSession session_;
  Shown shown_{};
  std::string left_{};   ///< Encrypted, and not taken by the socket yet.
  bool choked_ = false;  ///< The socket would not have more of it.
  bool shook_hands_ = false;
  int idle_talk_ = 0;
  bool blocked_ = false;  ///< The last take_in() found nothing, but there may be more later.
  /// How much is encrypted at a time: about what the socket takes, so that a slow reader has little
  /// of it waiting here.
  std::size_t turn_ = 2 * kRecord;
};

/// What is more than one record is no part of another.
std::size_t whole_records(std::size_t bytes) {
  return bytes < kRecord ? bytes : bytes - bytes % kRecord;
}

TlsWire& wire_of(BIO* bio) {
  return *static_cast<TlsWire*>(BIO_get_data(bio));
}

int bio_read(BIO* bio, char* into, int size) {
  BIO_clear_retry_flags(bio);
  const int count = wire_of(bio).take_in(into, size);
  if (count <= 0 && wire_of(bio).again()) BIO_set_retry_read(bio);
  return count;
}

int bio_write(BIO* bio, const char* bytes, int size) {
  BIO_clear_retry_flags(bio);
  wire_of(bio).put_out(bytes, size);
  return size;
}

long bio_control(BIO*, int what, long, void*) {
  return what == BIO_CTRL_FLUSH ? 1 : 0;
}

int bio_create(BIO* bio) {
  BIO_set_init(bio, 1);
  return 1;
}

void listen_in(int sent, int, int kind, const void*, std::size_t, SSL*, void* wire) {
  const bool talk = sent == 0 ? kind == SSL3_RT_HANDSHAKE : kind == SSL3_RT_ALERT;
  if (talk) static_cast<TlsWire*>(wire)->heard_talk();
}

struct MethodFree {
  void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
};

const BIO_METHOD* bio_method() {
  static const std::unique_ptr<BIO_METHOD, MethodFree> kMethod = [] {
    std::unique_ptr<BIO_METHOD, MethodFree> made{BIO_meth_new(BIO_get_new_index(), "wire")};
    if (!made) throw std::bad_alloc{};
    BIO_meth_set_read(made.get(), bio_read);
    BIO_meth_set_write(made.get(), bio_write);
    BIO_meth_set_ctrl(made.get(), bio_control);
    BIO_meth_set_create(made.get(), bio_create);
    return made;
  }();
  return kMethod.get();
}

TlsWire::TlsWire(Socket socket, Scratch& scratch, Pieces& pieces, TlsSession session)
    : line_{std::move(socket)}, scratch_{scratch}, pieces_{pieces}, session_{std::move(session)} {
  BIO* const bio = BIO_new(bio_method());
  if (bio == nullptr) throw std::bad_alloc{};
  BIO_set_data(bio, this);
  SSL_set_bio(session_.get(), bio, bio);  // It owns the BIO from here on.
  SSL_set_msg_callback(session_.get(), listen_in);
  SSL_set_msg_callback_arg(session_.get(), this);
}

int TlsWire::take_in(char* into, int size) {
  if (idle_talk_ > kMostIdleTalk) return 0;  // For OpenSSL the end: it would go on reading else.
  const Step step = line_.receive({into, static_cast<std::size_t>(size)});
  blocked_ = step.pause == Pause::Reading;
  if (step.pause == Pause::None) return static_cast<int>(step.count);
  return blocked_ ? -1 : 0;
}

void TlsWire::put_out(const char* bytes, int size) {
  scratch_.cipher.append(bytes, static_cast<std::size_t>(size));
}

/// What is left goes first.
void TlsWire::begin() {
  scratch_.cipher.assign(left_);
  left_.clear();
}

template <class Operation>
int TlsWire::call(const Operation& operation) {
  ERR_clear_error();
  blocked_ = false;
  return operation(session_.get());
}

/// Hands over what has been gathered, unless more of it follows at once.
Pause TlsWire::push(Following following) {
  std::string_view rest = scratch_.cipher;
  Pause pause = Pause::None;
  while (following == Following::Nothing && !rest.empty() && pause == Pause::None) {
    const Step step = line_.transmit({&rest, 1}, Following::Nothing);
    rest.remove_prefix(step.count);
    pause = step.pause;
  }
  const std::size_t taken = scratch_.cipher.size() - rest.size();
  choked_ = following == Following::Nothing && !rest.empty();
  if (rest.empty()) turn_ = std::min(turn_ + kRecord, kTurn);
  if (choked_) turn_ = std::clamp(whole_records(taken), kLeastTurn, kTurn);
  left_ = rest;
  // What a download had waiting here once is not kept for as long as its client stays.
  if (left_.empty()) std::string{}.swap(left_);
  scratch_.cipher.clear();
  return pause;
}

Pause TlsWire::reason(int result) const {
  switch (SSL_get_error(session_.get(), result)) {
    case SSL_ERROR_NONE:
      return Pause::None;
    case SSL_ERROR_WANT_READ:
      return Pause::Reading;
    default:
      return Pause::Over;
  }
}

Pause TlsWire::handshake() {
  begin();
  const int result = call(SSL_do_handshake);
  const Pause pause = reason(result);
  // A ticket need not come before the first answer; in TLS 1.2 this is the handshake's own end.
  const bool ticket = pause == Pause::None && SSL_version(session_.get()) == TLS1_3_VERSION;
  const Pause pushed = push(ticket ? Following::More : Following::Nothing);
  if (pushed == Pause::Over) return pushed;
  shook_hands_ = pause == Pause::None;
  if (shook_hands_) shown_ = shown_by(*session_);
  return pause;
}

Step TlsWire::read(std::span<char> into) {
  begin();
  const int result = call([into](SSL* session) {
    return SSL_read(session, into.data(), static_cast<int>(into.size()));
  });
  const Pause pause = reason(result);
  const bool said_something = scratch_.cipher.size() != 0;
  if (said_something && push(Following::More) == Pause::Over) return {.pause = Pause::Over};
  if (result <= 0) return {.pause = idle_talk_ > kMostIdleTalk ? Pause::Over : pause};
  idle_talk_ = 0;
  return {.count = static_cast<std::size_t>(result)};
}

bool TlsWire::encrypt(std::string_view bytes) {
  return bytes.empty() ||
         SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
}

/// What a slow client has not taken is all that waits for it here.
Pause TlsWire::catch_up() {
  if (!line_.writable()) return Pause::Writing;
  return choked_ && line_.unsent() == Unsent::Little ? flush() : Pause::None;
}

Step TlsWire::write(std::span<const std::string_view> parts, Following following) {
  if (const Pause pause = catch_up(); pause != Pause::None) return {.pause = pause};
  begin();
  // A record holds the end of one part and the beginning of the next.
  const std::string_view first = parts.front().substr(0, turn_);
  std::string_view second = parts.size() > 1 && first.size() == parts.front().size()
                                ? parts[1].substr(0, turn_ - first.size())
                                : std::string_view{};
  const std::size_t count = first.size() + second.size();
  const std::size_t whole = first.size() - first.size() % kRecord;
  const std::string_view tail = first.substr(whole);
  const std::string_view begun = second.substr(0, kRecord - tail.size());
  char* const joined = scratch_.plain.data();
  std::copy_n(begun.data(), begun.size(), std::copy_n(tail.data(), tail.size(), joined));
  second.remove_prefix(begun.size());
  if (!encrypt(first.substr(0, whole)) || !encrypt({joined, tail.size() + begun.size()}) ||
      !encrypt(second)) {
    return {.pause = Pause::Over};
  }
  if (push(following) == Pause::Over) return {.pause = Pause::Over};
  return {.count = count};
}

/// Nothing: the file ends too soon.
std::string_view TlsWire::some_of(const OpenFile& file, std::uint64_t offset, std::size_t most) {
  if (const auto piece = pieces_.find(file, offset); !piece.empty()) return piece.substr(0, most);
  // Not much, so that it is still near the processor when it is encrypted; and up to where a piece
  // begins, which is asked for there.
  const std::size_t rest = Pieces::kPiece - offset % Pieces::kPiece;
  const auto room = std::span{scratch_.plain};
  const auto some = room.first(std::min({most, room.size(), rest}));
  if (file.read_at(offset, some) != some.size()) return {};
  return {some.data(), some.size()};
}

Step TlsWire::send(const OpenFile& file, std::uint64_t offset, std::size_t count) {
  if (const Pause pause = catch_up(); pause != Pause::None) return {.pause = pause};
  const bool slow = line_.unsent() == Unsent::Little;
  // What is encrypted in vain stays here for as long as the client does not read.
  if (slow && !line_.has_room()) return {.pause = Pause::Writing};
  const std::size_t turn = std::min({count, turn_, slow ? kLittleUnsent / 2 : kTurn});
  begin();
  for (std::size_t done = 0; done < turn;) {
    const std::string_view some = some_of(file, offset + done, turn - done);
    if (some.empty() || !encrypt(some)) return {.pause = Pause::Over};
    done += some.size();
  }
  if (push(Following::Nothing) == Pause::Over) return {.pause = Pause::Over};
  return {.count = turn};
}

Pause TlsWire::flush() {
  if (left_.empty()) return Pause::None;
  begin();
  return push(Following::Nothing);
}

Pause TlsWire::end() {
  begin();
  // Whatever the client makes of our close_notify, the end of its stream is what we wait for.
  (void)call(SSL_shutdown);
  return push(Following::Nothing);
}

}  // namespace

std::unique_ptr<Wire> tls_wire(Socket socket, Scratch& scratch, Pieces& pieces,
                               TlsSession session) {
  return std::make_unique<TlsWire>(std::move(socket), scratch, pieces, std::move(session));
}

}  // namespace relay::http
