#pragma once

#include <openssl/ssl.h>
#include <sys/socket.h>

#include <cstdint>
#include <string>
#include <vector>

/// One connection of a load: writes its request and swallows what comes, as cheaply as the kernel
/// lets it, so that the machine's time goes to the server. Never blocks.
namespace bench {

struct Target {
  std::string host{};  ///< An IPv4 address.
  std::uint16_t port = 0;
  bool tls = false;
  std::string path{};
  std::vector<std::string> fields{};  ///< More request fields, without line ends.
};

/// "http://127.0.0.1:8080/path"; ends the program over anything else.
Target parse_target(const std::string& url);

/// What a step has come to.
enum class Step {
  Waiting,   ///< For the socket: try again when it is ready.
  Answered,  ///< An answer is complete.
  Closed,    ///< The server closed.
  Broken,    ///< Not HTTP, cut off in an answer, or refused.
};

class Client {
 public:
  /// `tls` is nullptr for plain HTTP and must outlive this; `close` asks for it after each answer.
  Client(const Target& target, SSL_CTX* tls, bool close);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Begins to connect.
  void connect() { connect("", 0); }
  /// From a local address, and with a receive buffer of so many bytes.
  void connect(const std::string& from, int buffer);
  void shut();
  /// The next request may be written.
  void ask();
  /// Goes on until it must wait, an answer is complete, or `most` bytes of a body have been read.
  Step step(std::uint64_t most = UINT64_MAX);

  int socket() const { return socket_; }
  int status() const { return status_; }
  /// Bytes of bodies so far.
  std::uint64_t bytes() const { return bytes_; }
  bool in_body() const { return status_ != 0 && left_ > 0; }

 private:
  long read(char* into, std::size_t size);
  long discard(std::size_t size);
  Step write_request();
  Step read_head();
  bool take_head(std::size_t end);
  Step ended(long got) const;

  const std::string request_;
  SSL_CTX* const tls_;
  sockaddr_storage to_{};
  int socket_ = -1;
  SSL* ssl_ = nullptr;
  std::size_t written_ = 0;
  std::string head_{};
  int status_ = 0;
  std::uint64_t left_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace bench
