using Batch.Core.Ids;

namespace Batch.Core.Ledger;

/// <summary>An immutable cost fact; corrections are new postings that cite it.</summary>
public sealed class Posting
{
    private Posting()
    {
    }

    public Posting(PostingId id, PostingKind kind, PostingAccount account, DateTimeOffset now)
    {
        Id = id;
        Kind = kind;
        Account = account;
        At = now;
    }

    public PostingId Id { get; private set; }

    public PostingKind Kind { get; private set; }

    public PostingAccount Account { get; private set; } = null!;

    public DateTimeOffset At { get; private set; }

    public ICollection<PostingLine> Lines { get; private set; } = [];
}
