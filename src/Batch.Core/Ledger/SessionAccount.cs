using Batch.Core.Ids;
using Batch.Core.Leases;
using Batch.Core.Metering;

namespace Batch.Core.Ledger;

/// <summary>How much of a session's own time has been posted, so that the next posting is the difference.</summary>
public sealed class SessionAccount
{
    private SessionAccount()
    {
    }

    public SessionAccount(SessionId sessionId) => SessionId = sessionId;

    public SessionId SessionId { get; private set; }

    public DeviceTime Idle { get; private set; }

    public DeviceTime ColdStart { get; private set; }

    public DeviceTime Unattributed { get; private set; }

    /// <summary>Lines for what the session spent since the last call; none where nothing did.</summary>
    public IReadOnlyList<PostingLine> Post(WorkerSession session, int rateVersion)
    {
        ArgumentNullException.ThrowIfNull(session);
        PostingLine[] lines =
        [
            new(Cause.Idle, session.Idle - Idle, rateVersion),
            new(Cause.ColdStart, session.ColdStart - ColdStart, rateVersion),
            new(Cause.Unattributed, session.Unattributed - Unattributed, rateVersion),
        ];
        Idle = session.Idle;
        ColdStart = session.ColdStart;
        Unattributed = session.Unattributed;
        return [.. lines.Where(l => l.Time > DeviceTime.Zero)];
    }
}
