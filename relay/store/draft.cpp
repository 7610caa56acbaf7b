#include "relay/store/draft.h"

#include <utility>

#include "relay/crypto/sha256.h"
#include "relay/io/new_file.h"

namespace relay::store {

struct Draft::Impl {
  io::NewFile file;
  crypto::Sha256 hash{};
  bool resumed = false;
};

Draft::Draft(std::filesystem::path path)
    : impl_{new Impl{io::NewFile{std::move(path), io::FileMode::Sealed}}} {}
Draft::Draft(Draft&&) noexcept = default;
Draft& Draft::operator=(Draft&&) noexcept = default;
Draft::~Draft() = default;

void Draft::append(std::span<const std::byte> bytes) {
  impl_->file.append(bytes);
  impl_->hash.add(bytes);
}

void Draft::restart() {
  impl_->file.restart();
  impl_->hash = crypto::Sha256{};
  impl_->resumed = false;
}

std::uint64_t Draft::size() const {
  return impl_->file.size();
}

void Draft::mark_resumed() {
  impl_->resumed = true;
}

policy::Digest Draft::digest() const {
  if (!impl_->resumed) return crypto::Sha256{impl_->hash}.finish();
  crypto::Sha256 hash;
  io::read_through(impl_->file.content(),
                   [&hash](std::span<const std::byte> piece) { hash.add(piece); });
  return hash.finish();
}

const std::filesystem::path& Draft::path() const {
  return impl_->file.path();
}

void Draft::publish(const std::filesystem::path& name) {
  impl_->file.publish(name);
}

}  // namespace relay::store
