#pragma once

#include "relay/db/database.h"

namespace relay::db {

/// Is told of every transaction of one database, by the thread that writes, while it has the
/// database to itself.
class Notary {
 public:
  virtual ~Notary() = default;

  /// The last thing in it before it becomes durable. What this throws rolls it back.
  virtual void attest(Transaction& tx) = 0;
  /// It is durable. Must be quick. Where this does not follow, nobody knows whether it is: its
  /// commit failed, and the next transaction finds out.
  virtual void attested() noexcept = 0;
};

}  // namespace relay::db
