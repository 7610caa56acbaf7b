#include "relay/net/exchange.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include <curl/curl.h>

#include "policy/require.h"
#include "relay/net/socket.h"

namespace relay::net {
namespace {

using Kind = Unreachable::Kind;

/// How long one step waits for the network, so that a deadline is missed by no more than this.
constexpr int kPatienceMs = 100;

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void need_curl() {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  policy::require(ready == CURLE_OK, "libcurl starts");
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  policy::require(curl_easy_setopt(easy, option, value) == CURLE_OK,
                  "libcurl knows every option that we set");
}

/// libcurl's sentences, in our spelling; what a vendor put into them cannot break a line.
std::string sentence(const char* text) {
  std::string words{text};
  std::ranges::replace_if(
      words, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, '?');
  while (words.ends_with('?') || words.ends_with('.')) words.pop_back();
  const bool capital = words.size() > 1 && words[0] >= 'A' && words[0] <= 'Z';
  if (capital && words[1] >= 'a' && words[1] <= 'z') {
    words[0] = static_cast<char>(words[0] - 'A' + 'a');
  }
  return words;
}

}  // namespace

struct Exchange::Impl {
  explicit Impl(MayConnect asked) : may_connect{std::move(asked)} {}
  ~Impl() { curl_multi_remove_handle(multi.get(), easy.get()); }

  static std::size_t on_line(char* text, std::size_t, std::size_t size, void* self) noexcept {
    auto& me = *static_cast<Impl*>(self);
    me.news = true;
    me.wrong = me.reader.add({text, size});
    return me.wrong ? size + 1 : size;
  }
  static std::size_t on_body(char* text, std::size_t, std::size_t size, void* self) noexcept {
    auto& me = *static_cast<Impl*>(self);
    me.news = true;
    if (me.reader.head().status != 407) me.body.append(text, size);
    return size;
  }
  static curl_socket_t on_open(void* self, curlsocktype, curl_sockaddr* to) noexcept {
    auto& me = *static_cast<Impl*>(self);
    const auto address = address_in(to->addr);
    if (address && me.may_connect && !me.may_connect(*address)) {
      me.shut_out = address;
      return CURL_SOCKET_BAD;
    }
    return open_socket(to->family, to->socktype, to->protocol);
  }

  void dress(const Line& line, const Request& request);
  void send_body(const Request& request);
  void go_through(const Line& line);
  std::string why_not_connected() const;

  const MayConnect may_connect;
  HeadReader reader;
  std::optional<std::string> wrong{};         ///< With the head.
  std::optional<policy::Address> shut_out{};  ///< By may_connect.
  std::string body{};
  std::string sent{};
  bool news = false;  ///< This step has brought something.
  bool tries_proxy_credentials = false;
  std::optional<CURLcode> ended{};
  std::array<char, CURL_ERROR_SIZE> words{};
  std::unique_ptr<curl_slist, FreeList> fields{};
  std::unique_ptr<CURL, FreeEasy> easy{curl_easy_init()};
  std::unique_ptr<CURLM, FreeMulti> multi{curl_multi_init()};
};

void Exchange::Impl::dress(const Line& line, const Request& request) {
  CURL* const e = easy.get();
  set(e, CURLOPT_URL, request.url.c_str());
  set(e, CURLOPT_PROTOCOLS_STR, "http,https");
  set(e, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
  set(e, CURLOPT_FOLLOWLOCATION, 0L);
  set(e, CURLOPT_NOSIGNAL, 1L);
  set(e, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  set(e, CURLOPT_SSL_VERIFYPEER, 1L);
  set(e, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!line.ca_file.empty()) {
    set(e, CURLOPT_CAINFO, line.ca_file.c_str());
    set(e, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  set(e, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(line.connect_timeout.count()) * 1000);
  set(e, CURLOPT_MAX_RECV_SPEED_LARGE, static_cast<curl_off_t>(line.maximum_rate));
  set(e, CURLOPT_BUFFERSIZE, 65'536L);
  set(e, CURLOPT_ERRORBUFFER, words.data());
  set(e, CURLOPT_USERAGENT, request.user_agent.c_str());
  if (!request.user.empty() || !request.password.empty()) {
    set(e, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    set(e, CURLOPT_USERNAME, request.user.c_str());
    set(e, CURLOPT_PASSWORD, request.password.c_str());
  }
  for (const auto& field : request.fields) {
    fields.reset(curl_slist_append(fields.release(), field.c_str()));
  }
  set(e, CURLOPT_HTTPHEADER, fields.get());
  set(e, CURLOPT_HEADERFUNCTION, &Impl::on_line);
  set(e, CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(e, CURLOPT_WRITEFUNCTION, &Impl::on_body);
  set(e, CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(e, CURLOPT_OPENSOCKETFUNCTION, &Impl::on_open);
  set(e, CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
  send_body(request);
  go_through(line);
}

void Exchange::Impl::send_body(const Request& request) {
  if (request.method == "GET") return;
  sent = request.body;
  set(easy.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(sent.size()));
  set(easy.get(), CURLOPT_POSTFIELDS, sent.c_str());
  set(easy.get(), CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

void Exchange::Impl::go_through(const Line& line) {
  CURL* const e = easy.get();
  set(e, CURLOPT_PROXY, line.proxy.c_str());
  set(e, CURLOPT_NOPROXY, "");
  set(e, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  tries_proxy_credentials = !line.proxy_user.empty() || !line.proxy_password.empty();
  if (tries_proxy_credentials) {
    set(e, CURLOPT_PROXYAUTH, static_cast<long>(CURLAUTH_ANY));
    set(e, CURLOPT_PROXYUSERNAME, line.proxy_user.c_str());
    set(e, CURLOPT_PROXYPASSWORD, line.proxy_password.c_str());
  }
  // Left to itself, libcurl drops bytes behind the declared length without a word. With credentials
  // for a proxy it must count, to find the end of the 407 and go on with the same connection.
  set(e, CURLOPT_IGNORE_CONTENT_LENGTH, tries_proxy_credentials ? 0L : 1L);
}

std::string Exchange::Impl::why_not_connected() const {
  long number = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_OS_ERRNO, &number);
  if (number == 0) return sentence(words.data());
  return sentence(std::system_category().message(static_cast<int>(number)).c_str());
}

Exchange::Exchange(const Line& line, const Request& request, MayConnect may_connect)
    : impl_{(need_curl(), std::make_unique<Impl>(std::move(may_connect)))} {
  policy::require(impl_->easy && impl_->multi, "there is memory for a request");
  impl_->dress(line, request);
  curl_multi_add_handle(impl_->multi.get(), impl_->easy.get());
}

Exchange::~Exchange() = default;

bool Exchange::step() {
  if (impl_->ended) return true;
  impl_->news = false;
  int running = 0;
  curl_multi_perform(impl_->multi.get(), &running);
  int left = 0;
  while (const CURLMsg* const message = curl_multi_info_read(impl_->multi.get(), &left)) {
    if (message->msg == CURLMSG_DONE) impl_->ended = message->data.result;
  }
  if (impl_->ended) return true;
  // What has come is looked at before more is waited for.
  if (!impl_->news) curl_multi_poll(impl_->multi.get(), nullptr, 0, kPatienceMs, nullptr);
  return false;
}

const AnswerHead* Exchange::head() const {
  if (!impl_->reader.complete() || impl_->wrong) return nullptr;
  const bool tried_again = impl_->reader.head().status == 407 && impl_->tries_proxy_credentials;
  return tried_again && !impl_->ended ? nullptr : &impl_->reader.head();
}

std::string Exchange::take_body() {
  return std::exchange(impl_->body, {});
}

std::optional<Unreachable> Exchange::failure() const {
  const auto because = [](Kind kind, std::string what) {
    return Unreachable{kind, std::move(what), std::nullopt};
  };
  if (impl_->wrong) return because(Kind::NotWanted, *impl_->wrong);
  if (!impl_->ended || *impl_->ended == CURLE_OK) return std::nullopt;
  const auto words = sentence(impl_->words.front() != '\0' ? impl_->words.data()
                                                           : curl_easy_strerror(*impl_->ended));
  switch (*impl_->ended) {
    case CURLE_COULDNT_CONNECT:
      if (impl_->shut_out) {
        return because(Kind::NotWanted, "leads to " + impl_->shut_out->text() +
                                            ", an address of the inside, which is not followed");
      }
      return because(Kind::NoConnection, impl_->why_not_connected());
    case CURLE_OPERATION_TIMEDOUT:
      return because(Kind::TooSlow, words);
    case CURLE_PARTIAL_FILE:
      return because(Kind::TooShort, "breaks off in the middle");
    case CURLE_GOT_NOTHING:
      return because(Kind::NoConnection, "closes the connection without an answer");
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
      return because(Kind::NotWanted, words);
    default:
      return because(Kind::NoConnection, words);
  }
}

std::optional<policy::Address> Exchange::peer() const {
  const char* text = nullptr;
  curl_easy_getinfo(impl_->easy.get(), CURLINFO_PRIMARY_IP, &text);
  return text == nullptr ? std::nullopt : policy::Address::parse(text);
}

}  // namespace relay::net
