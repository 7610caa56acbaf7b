#pragma once

#include "relay/db/database.h"
#include "relay/ledger/book.h"

/// The book on disk.
namespace relay::ledger {

/// All of it, into an empty book. Throws db::Failure when it holds what we never write.
void read(db::Connection& db, Book& book);

/// What was touched since the last write, and how far was listened. Touched it stays until
/// written() is said, after the commit.
void write(db::Transaction& tx, Book& book);
void written(Book& book);
/// Whether there is anything that was touched since.
bool touched(Book& book);

}  // namespace relay::ledger
