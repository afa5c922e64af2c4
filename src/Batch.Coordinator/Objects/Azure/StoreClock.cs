using Azure.Core;
using Azure.Core.Pipeline;

namespace Batch.Coordinator.Objects.Azure;

/// <summary>The time of the store, as its answers say it: links expire by that clock, however wrong the one of this machine is.</summary>
internal sealed class StoreClock(TimeProvider time) : HttpPipelineSynchronousPolicy
{
    private long _aheadTicks;

    /// <summary>Whether the store has said its time yet.</summary>
    public bool IsSet { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow().AddTicks(Volatile.Read(ref _aheadTicks));

    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.Response.Headers.Date is { } date)
        {
            Volatile.Write(ref _aheadTicks, (date - time.GetUtcNow()).Ticks);
            IsSet = true;
        }
    }
}
