using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Transcribing;

/// <summary>One run over a few short recordings and over files that are none, which the tests of its class only look at.</summary>
public sealed class FirstRun : IAsyncLifetime
{
    internal Sandbox Sandbox { get; } = new();

    internal BatchProcess Process { get; private set; } = null!;

    internal IReadOnlyList<SpeechManifest.Line> Spoken { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Spoken = Utterances.Short(6);
        foreach (var line in Spoken)
        {
            Sandbox.Add(Utterances.FileOf(line), $"day one/{line.File}");
        }

        Sandbox.AddText(".DS_Store", "\0\0\0\u0001Bud1");
        Sandbox.AddText("notes.txt", "To be transcribed until Friday.");
        Sandbox.AddBytes("cover.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, .. "JFIF"u8]);
        Process = await Sandbox.RunAsync(Sandbox.Transcribe());
    }

    public ValueTask DisposeAsync()
    {
        Process?.Dispose();
        Sandbox.Dispose();
        return ValueTask.CompletedTask;
    }
}
