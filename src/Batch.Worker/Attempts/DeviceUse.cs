using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Worker.Engines;
using Batch.Worker.Metering;
using Batch.Worker.Slots;

namespace Batch.Worker.Attempts;

/// <summary>An attempt on a device: metered from its making to its disposal, and watched for its authorised time.</summary>
internal sealed class DeviceUse : IEngineUse
{
    private readonly DeviceGate.DeviceSlot _slot;
    private readonly EngineHold? _hold;
    private readonly SessionMeter _meter;
    private readonly DeviceShare _share;
    private readonly IAsyncDisposable _watch;
    private int _left;

    public DeviceUse(DeviceGate.DeviceSlot slot, EngineHold? hold, SessionMeter meter, string attemptId, AuthorisedTime authorised)
    {
        _slot = slot;
        _hold = hold;
        _meter = meter;
        _share = meter.Start(attemptId, slot.Device);
        _watch = authorised.Watch();
    }

    public ITranscriptionEngine Engine => _hold?.Engine
        ?? throw new InvalidOperationException("The device was entered without an engine.");

    public void BeginQualityRedo() => _meter.BeginQualityRedo(_share);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _left, 1) == 1)
        {
            return;
        }

        _meter.Stop(_share);
        _hold?.Dispose();
        _slot.Dispose();
        await _watch.DisposeAsync();
    }
}
