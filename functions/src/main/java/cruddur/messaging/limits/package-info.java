/**
 * Rate limits: a burst, and then one use each interval, for each caller.
 *
 * <p>Each instance keeps a leaky bucket (GCRA) for each caller in memory and holds him to the limit
 * exactly, by what it knows. So that all instances know, there is a row for each caller, and now
 * and then an instance reports to it: one request adds what it has allowed since its last report,
 * and returns what all have reported. The row adds uses up in windows of a twelfth of a burst, by
 * the time at which they were made, and a reader runs a bucket over them. An instance that finds
 * the caller over his limit refuses on its own, and without requests, until that is paid back.
 *
 * <p><b>Nobody is refused below the limit.</b> The row holds nothing but uses that were allowed,
 * each once: a report is never repeated, even when its response is lost, and reading takes a use
 * for older than it is, not for younger. So it never says more than the truth, and neither does a
 * bucket that takes the larger of what the row says and what its instance has seen. (A use counts
 * while its write is under way. Clocks of two instances that are seconds apart can make a
 * difference of as many uses.)
 *
 * <p><b>When to report.</b> With the first use that an instance sees, since a new instance is what
 * a flood would profit from; then with every seventh of a caller, from a start that chance picks;
 * with every fifth from half a burst on; with each, as long as a caller has been over the limit;
 * and when he is refused and there is something to tell. That is at most a fifth of a request a use
 * for whoever stays below, but for an instance's first. A use that comes to nothing once it has
 * been told of, such as a post repeated by its key, is taken back there at once. The report comes
 * before the write, so that the post that learns of a flood is refused itself, and a report that
 * hangs cannot make an error of a message that is written. Where the row cannot be reached, the
 * limit holds within each instance.
 *
 * <p><b>Measured</b> with the limit of messages, chance picking the instance of each: requests a
 * message at one a second after a burst of 60; what a flood gets beyond the limit; and how long
 * after it has exceeded it until it gets no more (mean of ten seeds):
 *
 * <pre>
 * instances            requests   flood 2/s     10/s         100/s
 * 1                    0.20         0    0 s     0    0 s     0    0 s
 * 2                    0.20         5    2 s     6    1 s     7    0 s
 * 4                    0.18        10    9 s    14    2 s    15    0 s
 * 10                   0.16        32   33 s    43    6 s    47    1 s
 * 50                   0.20       241  317 s   254   35 s   249    4 s
 * 4, new each second               20   18 s   131   14 s    15    0 s
 * </pre>
 *
 * At one a second or fewer without a burst it is 0.15. What a flood gets beyond is bounded by five
 * to seven uses an instance; how soon it is held depends on how often an instance sees it, since
 * none may ask more often than with every fifth: one use in 25 seconds looks the same whether it is
 * one of two a second over fifty instances, or all there is. The obvious design, one update in ten
 * that counts ten, refuses senders below the limit: 24 % of the messages of one who sends a burst
 * of 60 every two minutes, and still 0.2 % when it allows twice the burst.
 */
package cruddur.messaging.limits;
