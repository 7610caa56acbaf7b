#include "relay/http/wires.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <utility>
#include <vector>

#include "relay/http/send_file.h"

namespace relay::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::size_t kPlainTurn = 1'048'576;
/// Read from the file and encrypted at a time: the memory of one download in progress.
constexpr std::size_t kTlsTurn = 131'072;

/// Where Asio cannot take the socket, it is closed, and the first call on the wire reports that.
tcp::socket adopt(asio::io_context& loop, Socket socket, Family family) {
  tcp::socket adopted{loop};
  error_code error;
  adopted.assign(family == Family::V6 ? tcp::v6() : tcp::v4(), socket.handle(), error);
  if (!error) socket.release();
  return adopted;
}

/// Reads what nobody wants, until the client closes.
class Discard {
 public:
  void from(tcp::socket& socket, Wire::Report done) {
    error_code ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    next(socket, std::move(done));
  }

 private:
  void next(tcp::socket& socket, Wire::Report done) {
    socket.async_read_some(asio::buffer(bytes_), [this, &socket, done = std::move(done)](
                                                     const error_code& error, std::size_t) {
      if (error) return done(error, 0);
      next(socket, done);
    });
  }

  std::array<char, 1'024> bytes_{};
};

class PlainWire final : public Wire {
 public:
  explicit PlainWire(tcp::socket socket) : socket_{std::move(socket)} {}

  void handshake(Report done) override {
    asio::post(socket_.get_executor(), [done = std::move(done)] { done({}, 0); });
  }
  const Shown& shown() const override { return shown_; }
  void read(std::span<char> into, Report got) override {
    socket_.async_read_some(asio::buffer(into.data(), into.size()), std::move(got));
  }
  void write(std::string_view bytes, Report done) override {
    asio::async_write(socket_, asio::buffer(bytes), std::move(done));
  }
  void send(const OpenFile& file, std::uint64_t offset, std::size_t count, Report done) override {
    const std::size_t turn = std::min(count, kPlainTurn);
    const SentPart sent = send_file(socket_.native_handle(), file, offset, turn);
    if (sent.error || sent.count > 0) {
      asio::post(socket_.get_executor(),
                 [sent, done = std::move(done)] { done(sent.error, sent.count); });
      return;
    }
    socket_.async_wait(tcp::socket::wait_write, [this, &file, offset, turn,
                                                 done = std::move(done)](const error_code& error) {
      if (error) return done(error, 0);
      send(file, offset, turn, done);
    });
  }
  void end(Report done) override { discard_.from(socket_, std::move(done)); }
  void close() override {
    error_code ignored;
    socket_.close(ignored);
  }

 private:
  tcp::socket socket_;
  const Shown shown_;
  Discard discard_;
};

class TlsWire final : public Wire {
 public:
  TlsWire(tcp::socket socket, TlsSession session) : stream_{std::move(socket), session.release()} {}

  void handshake(Report done) override {
    stream_.async_handshake(asio::ssl::stream_base::server,
                            [this, done = std::move(done)](const error_code& error) {
                              if (!error) shown_ = shown_by(*stream_.native_handle());
                              done(error, 0);
                            });
  }
  const Shown& shown() const override { return shown_; }
  void read(std::span<char> into, Report got) override {
    stream_.async_read_some(asio::buffer(into.data(), into.size()), std::move(got));
  }
  void write(std::string_view bytes, Report done) override {
    asio::async_write(stream_, asio::buffer(bytes), std::move(done));
  }
  void send(const OpenFile& file, std::uint64_t offset, std::size_t count, Report done) override {
    chunk_.resize(std::min(count, kTlsTurn));
    const std::size_t got = file.read_at(offset, chunk_);
    if (got > 0) {
      asio::async_write(stream_, asio::buffer(chunk_.data(), got), std::move(done));
      return;
    }
    asio::post(stream_.get_executor(),
               [done = std::move(done)] { done(std::make_error_code(std::errc::io_error), 0); });
  }
  void end(Report done) override {
    // Whatever the client makes of our close_notify, the end of its stream is what we wait for.
    stream_.async_shutdown([this, done = std::move(done)](const error_code&) {
      discard_.from(stream_.next_layer(), done);
    });
  }
  void close() override {
    error_code ignored;
    stream_.next_layer().close(ignored);
  }

 private:
  asio::ssl::stream<tcp::socket> stream_;
  Shown shown_;
  std::vector<char> chunk_;
  Discard discard_;
};

}  // namespace

std::unique_ptr<Wire> plain_wire(asio::io_context& loop, Socket socket, Family family) {
  return std::make_unique<PlainWire>(adopt(loop, std::move(socket), family));
}

std::unique_ptr<Wire> tls_wire(asio::io_context& loop, Socket socket, Family family,
                               const TlsContext& tls, policy::Instant now) {
  return std::make_unique<TlsWire>(adopt(loop, std::move(socket), family), tls.session(now));
}

}  // namespace relay::http
