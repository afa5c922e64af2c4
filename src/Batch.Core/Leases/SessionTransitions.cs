using Batch.Core.States;
using static Batch.Core.Leases.SessionState;

namespace Batch.Core.Leases;

public static class SessionTransitions
{
    public static Transitions<SessionState> Table { get; } = new((Live, [Draining, Closed, Lost]), (Draining, [Closed, Lost]));
}
