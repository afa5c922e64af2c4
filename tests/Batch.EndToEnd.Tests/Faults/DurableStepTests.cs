using Batch.EndToEnd.Tests.Machine;

namespace Batch.EndToEnd.Tests.Faults;

/// <summary>
/// kill -9 just before and just after each durable step of <c>docs/states.md</c>. The process dies at the step itself: the runtime loads
/// <c>tests/Batch.Halt</c> into it, which hears what the libraries of database, HTTP and bus say of themselves; the product knows nothing of it.
/// </summary>
public sealed class DurableStepTests(HaltedInstallation halted) : IClassFixture<HaltedInstallation>
{
    private const string Before = "commit|before|1|";
    private const string After = "commit|after|1|";

    private static readonly string Hook = Path.Combine(
        Path.GetDirectoryName(Repository.Executable.Replace(Path.Combine("src", "Batch.Cli"), Path.Combine("tests", "Batch.Halt"), StringComparison.Ordinal))!, "Batch.Halt.dll");

    [Theory]
    [InlineData("coordinator-0", Before + "UPDATE chunks SET \"DispatchedUntil\"")]
    [InlineData("coordinator-0", After + "UPDATE chunks SET \"DispatchedUntil\"")]
    [InlineData("coordinator-0", "message|after|1|pool-local send")]
    [InlineData("coordinator-0", Before + "INSERT INTO attempts")]
    [InlineData("coordinator-0", After + "INSERT INTO attempts")]
    [InlineData("local-0", "http|before|1|GET and /audio-")]
    [InlineData("local-0", "http|after|1|GET and /audio-")]
    [InlineData("local-0", "http|after|1|PUT and /segments")]
    [InlineData("local-0", "message|before|1|coordinator-commits send")]
    [InlineData("local-0", "message|after|1|coordinator-commits send")]
    [InlineData("coordinator-0", Before + "INSERT INTO objects and INSERT INTO chunks")]
    [InlineData("coordinator-0", After + "INSERT INTO objects and INSERT INTO chunks")]
    [InlineData("coordinator-0", Before + "INSERT INTO output_files")]
    [InlineData("coordinator-0", After + "INSERT INTO output_files")]
    [InlineData("coordinator-0", "commit|after|2|UPDATE jobs SET \"State\"")]
    [InlineData("coordinator-0", Before + "UPDATE jobs SET \"EndedAt\"")]
    public async Task Kill9_AtADurableStep_TheJobEndsOnceTheProcessIsThereAgain(string name, string step)
    {
        var all = await halted.HealthyAsync();
        var member = all.Members.Single(one => one.Name == name);
        await member.KillAsync();
        await member.StartAsync($"DOTNET_STARTUP_HOOKS={Hook}", $"BATCH_TEST_HALT={step}");

        // Its answer may die with the coordinator: the job is asked for again then.
        var submitting = all.SubmitAsync(items: 4);
        await all.UntilAsync($"{name} reaches {step}", () => !member.IsAlive);
        await member.HealAsync();

        await all.EndsWellAsync(await submitting);
    }
}
