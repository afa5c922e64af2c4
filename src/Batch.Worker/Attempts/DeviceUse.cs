using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Worker.Engines;
using Batch.Worker.Metering;
using Batch.Worker.Slots;

namespace Batch.Worker.Attempts;

/// <summary>An attempt on a device: metered from its making to its disposal, and watched for its authorised time.</summary>
internal sealed class DeviceUse : IEngineUse
{
    private readonly DeviceGate.DeviceSlot slot;
    private readonly EngineHold? hold;
    private readonly SessionMeter meter;
    private readonly DeviceShare share;
    private readonly IAsyncDisposable watch;
    private int left;

    public DeviceUse(DeviceGate.DeviceSlot slot, EngineHold? hold, SessionMeter meter, string attemptId, AuthorisedTime authorised)
    {
        this.slot = slot;
        this.hold = hold;
        this.meter = meter;
        share = meter.Start(attemptId, slot.Device);
        watch = authorised.Watch();
    }

    public ITranscriptionEngine Engine => hold?.Engine
        ?? throw new InvalidOperationException("The device was entered without an engine.");

    public void BeginQualityRedo() => meter.BeginQualityRedo(share);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref left, 1) == 1)
        {
            return;
        }

        meter.Stop(share);
        hold?.Dispose();
        slot.Dispose();
        await watch.DisposeAsync();
    }
}
