using Batch.Contracts.Engines;

namespace Batch.Jobs.Transcription.Tests.Fakes;

/// <summary>An engine that answers as a test says.</summary>
internal sealed class ScriptedEngine(Func<EngineRequest, IReadOnlyList<EngineSegment>> answer) : ITranscriptionEngine
{
    private readonly List<EngineRequest> _requests = [];

    public IReadOnlyList<EngineRequest> Requests => _requests;

    public EngineDescription Description { get; } = new("scripted", "1", "CPU", "base-q5_1", new string('a', 64));

    public Task<EngineTranscript> TranscribeAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        _requests.Add(request);
        return Task.FromResult(new EngineTranscript(request.Language ?? "en", answer(request)));
    }

    public static EngineSegment Says(double start, double end, string text, double logprob = -0.2, double noSpeech = 0.01) =>
        new(start, end, text, logprob, noSpeech, []);
}
