using System.Collections.Concurrent;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Contracts.Objects;
using Batch.Worker.Engines;
using Batch.Worker.Metering;
using Batch.Worker.Objects;
using Batch.Worker.Slots;

namespace Batch.Worker.Attempts;

/// <summary>What a stage runner sees of its attempt.</summary>
internal sealed class StageRun(
    ChunkGrant grant,
    string scratchFolder,
    WorkerParts parts,
    SessionMeter meter,
    AuthorisedTime authorised,
    WallLimit wall) : IStageRun, IAsyncDisposable
{
    private const long Never = -1;

    private readonly ConcurrentBag<DeviceUse> _uses = [];
    private long _workDone;
    private long _onDeviceSince = Never;

    public ChunkGrant Grant => grant;

    public string ScratchFolder => scratchFolder;

    /// <summary>Work units done so far.</summary>
    public long WorkDone => Interlocked.Read(ref _workDone);

    /// <summary>Time since it first had a device; null while it has had none.</summary>
    public TimeSpan? OnDevice => Interlocked.Read(ref _onDeviceSince) is not Never and var since ? parts.Time.GetElapsedTime(since) : null;

    /// <summary>The model of the last engine entered; null where none was.</summary>
    public string? Model { get; private set; }

    public Task<Stream> OpenInputAsync(string role, long offset, long? length, CancellationToken cancellationToken)
    {
        var link = grant.Inputs.FirstOrDefault(input => input.Role == role)
            ?? throw new ArgumentException($"The grant holds no input '{role}'.", nameof(role));
        return parts.Reader.OpenAsync(link, offset, length, cancellationToken);
    }

    public async Task<WrittenObject> WriteOutputAsync(string name, string file, CancellationToken cancellationToken) =>
        await parts.Writer.WriteAsync(LinkOf(name), await OutputContent.FromFileAsync(file, cancellationToken), cancellationToken);

    public Task<WrittenObject> WriteOutputAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        parts.Writer.WriteAsync(LinkOf(name), OutputContent.FromMemory(content), cancellationToken);

    public async Task<IDeviceUse> EnterDeviceAsync(CancellationToken cancellationToken)
    {
        wall.Suspend();
        try
        {
            return Use(await parts.Gate.EnterAsync(cancellationToken), hold: null);
        }
        finally
        {
            wall.Restart();
        }
    }

    public async Task<IEngineUse> EnterEngineAsync(string model, CancellationToken cancellationToken)
    {
        var engines = parts.Engines ?? throw new InvalidOperationException($"Pool {parts.Options.Pool} runs no engine.");
        wall.Suspend();
        try
        {
            return await EnterEngineAsync(engines, model, cancellationToken);
        }
        finally
        {
            wall.Restart();
        }
    }

    public void ReportProgress(long workDone)
    {
        var seen = Interlocked.Read(ref _workDone);
        while (workDone > seen)
        {
            var before = Interlocked.CompareExchange(ref _workDone, workDone, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var use in _uses)
        {
            await use.DisposeAsync();
        }
    }

    private async Task<DeviceUse> EnterEngineAsync(IEngineHost engines, string model, CancellationToken cancellationToken)
    {
        var slot = await parts.Gate.EnterAsync(cancellationToken);
        try
        {
            var hold = await StartEngineAsync(engines, model, slot, cancellationToken);
            Model = hold.Engine.Description.Model;
            return Use(slot, hold);
        }
        catch
        {
            slot.Dispose();
            throw;
        }
    }

    private DeviceUse Use(DeviceGate.DeviceSlot slot, EngineHold? hold)
    {
        var use = new DeviceUse(slot, hold, meter, grant.AttemptId, authorised);
        _uses.Add(use);
        Interlocked.CompareExchange(ref _onDeviceSince, parts.Time.GetTimestamp(), Never);
        return use;
    }

    private async Task<EngineHold> StartEngineAsync(
        IEngineHost engines, string model, DeviceGate.DeviceSlot slot, CancellationToken cancellationToken)
    {
        meter.BeginColdStart(slot.Device);
        try
        {
            return await engines.EnterAsync(model, slot.Device, cancellationToken);
        }
        finally
        {
            meter.EndColdStart(slot.Device);
        }
    }

    private OutputLink LinkOf(string name) => grant.Outputs.FirstOrDefault(output => output.Name == name)
        ?? throw new ArgumentException($"The grant signs no output '{name}'.", nameof(name));
}
