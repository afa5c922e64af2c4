using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Media;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Batch.Jobs.Transcription.Tests.Kind;

public sealed class RegistrationTests
{
    [Fact]
    public void Kind_WhenRegistered_HasARunnerForEveryStage()
    {
        using var provider = Provider([]);

        var kind = Assert.Single(provider.GetServices<IJobKind>());
        var runners = provider.GetServices<IStageRunner>().ToList();

        Assert.Equal(kind.Stages.Select(stage => stage.Name), runners.Select(runner => runner.Stage));
        Assert.All(runners, runner => Assert.Equal(kind.Name, runner.Kind));
    }

    [Fact]
    public void Options_WhenOutOfRange_AreRefused()
    {
        using var provider = Provider(new() { ["Batch:Transcription:ProbeWallSeconds"] = "0" });

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<TranscriptionOptions>>().Value);
    }

    [Fact]
    public void Tools_WhenOneIsMissing_AreNamedWithARemedy()
    {
        var missing = Assert.Single(MediaTools.Missing(new TranscriptionOptions { FfmpegPath = "/nowhere/ffmpeg" }));

        Assert.StartsWith("/nowhere/ffmpeg was not found: install", missing, StringComparison.Ordinal);
    }

    private static ServiceProvider Provider(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddTranscription()
        .BuildServiceProvider();
}
