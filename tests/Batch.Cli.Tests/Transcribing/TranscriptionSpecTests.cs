using Batch.Cli.Tests.Fakes;
using Batch.Cli.Transcribing;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Tests.Transcribing;

public sealed class TranscriptionSpecTests
{
    private static readonly TranscribeRequest Request = new()
    {
        Paths = ["/talks"],
        OutputFolder = "/out",
        Language = "en",
        Formats = TranscriptFormats.All,
    };

    [Fact]
    public void Job_WhenTheSameCommandIsRunAgain_IsTheSame() =>
        Assert.True(TranscriptionSpec.IsSame(Begun(Request, "tiny.en"), TranscriptionSpec.Of(Request, "tiny.en")));

    [Fact]
    public void Job_WhenItHasEnded_IsAnotherOne() =>
        Assert.False(TranscriptionSpec.IsSame(Begun(Request, "tiny.en") with { Ended = true }, TranscriptionSpec.Of(Request, "tiny.en")));

    [Fact]
    public void Job_WhenTheCommandDiffers_IsAnotherOne()
    {
        var begun = Begun(Request, "tiny.en");
        Assert.All(
            new[]
            {
                TranscriptionSpec.Of(Request, "base"),
                TranscriptionSpec.Of(Request with { Language = null }, "tiny.en"),
                TranscriptionSpec.Of(Request with { Formats = ["json"] }, "tiny.en"),
                TranscriptionSpec.Of(Request with { Paths = ["/talks", "/more"] }, "tiny.en"),
                TranscriptionSpec.Of(Request with { Exclude = ["*.wav"] }, "tiny.en"),
                TranscriptionSpec.Of(Request with { OutputFolder = "/elsewhere" }, "tiny.en"),
                TranscriptionSpec.Of(Request with { Force = true }, "tiny.en"),
            },
            other => Assert.False(TranscriptionSpec.IsSame(begun, other)));
    }

    [Fact]
    public void Job_WhenPathsComeInAnotherOrder_IsTheSame() => Assert.True(TranscriptionSpec.IsSame(
        Begun(Request with { Paths = ["/a", "/b"] }, "base"),
        TranscriptionSpec.Of(Request with { Paths = ["/b", "/a"] }, "base")));

    private static JobView Begun(TranscribeRequest request, string model)
    {
        var spec = TranscriptionSpec.Of(request, model);
        return Views.Job with { Source = spec.Source, Output = spec.Output, Options = spec.Options!.Value, Tags = spec.Tags };
    }
}
