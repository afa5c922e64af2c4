using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Contracts.Objects;
using Batch.Jobs.Transcription.Merge;
using Batch.Jobs.Transcription.Transcribe;

namespace Batch.Jobs.Transcription.Tests.Fakes;

/// <summary>An item on its way through the stages, with its objects in a folder of its own.</summary>
internal sealed class Item : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("batch-item-").FullName;
    private readonly JsonElement _options;
    private SourceFacts _source;

    public Item(string name, ReadOnlySpan<byte> content, string options = "{}")
    {
        _source = new SourceFacts(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        Put("source", content);
        var kind = new TranscriptionKind(Microsoft.Extensions.Options.Options.Create(new TranscriptionOptions()));
        _options = Assert.IsType<OptionsVerdict.Accepted>(kind.CheckOptions(JsonElement.Parse(options))).Options;
    }

    public static Item OfFile(string path, string options = "{}") => new(Path.GetFileName(path), File.ReadAllBytes(path), options);

    public FolderRun? LastRun { get; private set; }

    public TranscriptionOptions Settings { get; } = new();

    public void Lists(SourceFacts facts) => _source = facts;

    public SourceFacts Source => _source;

    public Task<StageOutcome> PrepareAsync(CancellationToken cancellationToken = default) =>
        TranscriptionRegistration.Prepare(Settings, TimeProvider.System).RunAsync(Run("prepare", 0, null, long.MaxValue, null), cancellationToken);

    public Task<StageOutcome> TranscribeAsync(int sequence, ITranscriptionEngine engine)
    {
        var chunk = Plan().Chunks[sequence];
        return new TranscribeStage().RunAsync(Run("transcribe", sequence, chunk.Payload, chunk.End - chunk.Start, engine), CancellationToken.None);
    }

    public Task<StageOutcome> MergeAsync() => new MergeStage().RunAsync(Run("merge", 0, null, 1, null), CancellationToken.None);

    public ChunkPlan Plan() => JsonSerializer.Deserialize<ChunkPlan>(Get("prepare/0/plan.json"), WireJson.Options)!;

    public byte[] Get(string role) => File.ReadAllBytes(FolderRun.Object(Objects, role));

    public void Put(string role, ReadOnlySpan<byte> content) => File.WriteAllBytes(FolderRun.Object(Objects, role), content);

    /// <summary>Makes a program out of a shell script.</summary>
    public string Program(string script)
    {
        var file = Path.Combine(_folder, "program");
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return file;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Objects => Directory.CreateDirectory(Path.Combine(_folder, "objects")).FullName;

    private FolderRun Run(string stage, int sequence, JsonElement? payload, long work, ITranscriptionEngine? engine)
    {
        var grant = new ChunkGrant
        {
            JobId = "job_1",
            ItemId = "item_1",
            ChunkId = "chunk_1",
            AttemptId = "attempt_1",
            AttemptNumber = 1,
            Epoch = 1,
            LeaseToken = "token",
            Kind = "transcription",
            Stage = stage,
            Sequence = sequence,
            RangeStart = 0,
            RangeEnd = work,
            Options = _options,
            Payload = payload,
            Source = _source,
            Inputs =
            [
                .. Directory.EnumerateFiles(Objects).Select(file => new InputLink(
                    Path.GetFileName(file).Replace('~', '/'), new Uri("http://localhost/"), new FileInfo(file).Length, null)),
            ],
            Outputs = [],
            AuthorisedMicros = long.MaxValue,
            WallLimitSeconds = 60,
        };
        var scratch = Directory.CreateDirectory(Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{stage}-{sequence}"))).FullName;
        return LastRun = new FolderRun(grant, Objects, scratch, engine);
    }
}
