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

    public SessionAccount(SessionId sessionId, DateTimeOffset now)
    {
        SessionId = sessionId;
        PostedAt = now;
    }

    public SessionId SessionId { get; private set; }

    public DeviceTime Idle { get; private set; }

    public DeviceTime ColdStart { get; private set; }

    public DeviceTime Unattributed { get; private set; }

    public DateTimeOffset PostedAt { get; private set; }

    /// <summary>A posting is due in every new hour, and so at UTC midnight: no posting spans two days.</summary>
    public bool IsDue(DateTimeOffset now) => now.UtcTicks / TimeSpan.TicksPerHour != PostedAt.UtcTicks / TimeSpan.TicksPerHour;

    /// <summary>Lines for what the session spent since the last call; none where nothing did.</summary>
    public IReadOnlyList<PostingLine> Post(WorkerSession session, int rateVersion, DateTimeOffset now)
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
        PostedAt = now;
        return [.. lines.Where(l => l.Time > DeviceTime.Zero)];
    }
}
