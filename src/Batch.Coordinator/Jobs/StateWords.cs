using System.Diagnostics.CodeAnalysis;

namespace Batch.Coordinator.Jobs;

/// <summary>The states as REST and manifests write them: camelCase.</summary>
internal static class StateWords
{
    public static string Of<TState>(TState state)
        where TState : struct, Enum
    {
        var word = state.ToString();
        return char.ToLowerInvariant(word[0]) + word[1..];
    }

    public static bool TryRead<TState>(string word, [NotNullWhen(true)] out TState? state)
        where TState : struct, Enum
    {
        state = Enum.GetValues<TState>().Cast<TState?>().FirstOrDefault(s => Of(s!.Value) == word);
        return state is not null;
    }

    public static string All<TState>()
        where TState : struct, Enum =>
        string.Join(", ", Enum.GetValues<TState>().Select(Of));
}
