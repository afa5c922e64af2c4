using Batch.Contracts.Jobs;
namespace Batch.Cli.Transcribing;
internal static class OptionsCheck
{
    public static void Throw(JobSpec spec)
    {
    }
}
