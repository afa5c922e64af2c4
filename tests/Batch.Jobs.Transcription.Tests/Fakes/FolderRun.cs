using System.Security.Cryptography;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Contracts.Objects;

namespace Batch.Jobs.Transcription.Tests.Fakes;

/// <summary>An attempt whose objects are files of a folder.</summary>
internal sealed class FolderRun(ChunkGrant grant, string objects, string scratch, ITranscriptionEngine? engine) : IStageRun
{
    private readonly List<string> _events = [];

    public ChunkGrant Grant => grant;

    public string ScratchFolder => scratch;

    /// <summary>What the stage did, in order: <c>open</c>, <c>enter</c>, <c>redo</c>, <c>leave</c>, <c>write</c>.</summary>
    public IReadOnlyList<string> Events => _events;

    public long Progress { get; private set; }

    public static string Object(string objects, string role) => Path.Combine(objects, role.Replace('/', '~'));

    public Task<Stream> OpenInputAsync(string role, long offset, long? length, CancellationToken cancellationToken)
    {
        _events.Add("open");
        var content = File.ReadAllBytes(Object(objects, role)).AsMemory((int)offset);
        var stream = new MemoryStream((length is { } bytes ? content[..(int)bytes] : content).ToArray());
        return Task.FromResult<Stream>(stream);
    }

    public async Task<WrittenObject> WriteOutputAsync(string name, string file, CancellationToken cancellationToken) =>
        await WriteOutputAsync(name, await File.ReadAllBytesAsync(file, cancellationToken), cancellationToken);

    public Task<WrittenObject> WriteOutputAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        _events.Add("write");
        using var target = new FileStream(Object(objects, $"{grant.Stage}/{grant.Sequence}/{name}"), FileMode.CreateNew);
        target.Write(content.Span);
        return Task.FromResult(new WrittenObject(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span))));
    }

    public Task<IDeviceUse> EnterDeviceAsync(CancellationToken cancellationToken) => Task.FromResult<IDeviceUse>(Enter(null));

    public Task<IEngineUse> EnterEngineAsync(string model, CancellationToken cancellationToken) => Task.FromResult<IEngineUse>(Enter(engine));

    public void ReportProgress(long workDone)
    {
        Assert.InRange(workDone, Progress, grant.RangeEnd - grant.RangeStart);
        Progress = workDone;
    }

    private Use Enter(ITranscriptionEngine? entered)
    {
        _events.Add("enter");
        return new Use(_events, entered);
    }

    private sealed class Use(List<string> _events, ITranscriptionEngine? engine) : IEngineUse
    {
        public ITranscriptionEngine Engine => engine ?? throw new InvalidOperationException("No engine was expected.");

        public void BeginQualityRedo() => _events.Add("redo");

        public ValueTask DisposeAsync()
        {
            _events.Add("leave");
            return ValueTask.CompletedTask;
        }
    }
}
