# The same jobs in R: one line each of job, package, seconds, value. Run by main.go with the folder of the data.
options(digits = 15, warn = -1)
dir <- commandArgs(trailingOnly = TRUE)[1]
load1 <- function(name) scan(file.path(dir, paste0(name, ".txt")), quiet = TRUE)
has <- function(p) suppressPackageStartupMessages(requireNamespace(p, quietly = TRUE))
least <- function(f, most = 5, seconds = 1) {
  best <- Inf; spent <- 0; n <- 0; value <- NA
  while (n < 2 || (n < most && spent < seconds)) {
    start <- as.numeric(Sys.time()); value <- f(); took <- as.numeric(Sys.time()) - start
    best <- min(best, took); spent <- spent + took; n <- n + 1
  }
  c(best, value)
}
say <- function(job, by, f, most = 50) {
  r <- least(f, most)
  cat(sprintf('"%s",%s,%.9g,%.17g\n', job, by, r[1], r[2]))
}

ties200 <- load1("ties200"); ties1000 <- load1("ties1000")
distinct200 <- load1("distinct200"); distinct1000 <- load1("distinct1000")
rx <- load1("ratingsX"); ry <- load1("ratingsY"); vx <- load1("valuesX"); vy <- load1("valuesY")
changes <- load1("changes"); n <- length(changes); half <- n / 2; draws <- 10000

if (has("coin")) {
  signed <- function(d) coin::pvalue(coin::wilcoxsign_test(d ~ rep(0, length(d)), distribution = "exact", zero.method = "Wilcoxon"))
  say("signed rank, exact, 200 with ties", "coin", function() signed(ties200))
  say("signed rank, exact, 1000 with ties", "coin", function() signed(ties1000), 2)
  g <- factor(rep(c("x", "y"), c(100, 100)))
  say("rank sum, exact, 100 + 100 with ties", "coin", function() coin::pvalue(coin::wilcox_test(c(rx, ry) ~ g, distribution = "exact")))
}
if (has("exactRankTests")) {
  say("signed rank, exact, 200 with ties", "exactRankTests", function() exactRankTests::wilcox.exact(ties200)$p.value)
  say("signed rank, exact, 1000 with ties", "exactRankTests", function() exactRankTests::wilcox.exact(ties1000)$p.value, 2)
}
say("signed rank, exact, 200 without ties", "base", function() wilcox.test(distinct200, exact = TRUE)$p.value)
say("signed rank, exact, 1000 without ties", "base", function() wilcox.test(distinct1000, exact = TRUE)$p.value)
say("rank sum, exact, 100 + 100 without ties", "base", function() wilcox.test(vx, vy, exact = TRUE)$p.value, 3)

set.seed(1)
if (has("boot")) {
  say("bootstrap of a mean, 10k x 10k: standard error", "boot", function() sd(boot::boot(changes, function(d, i) mean(d[i]), draws)$t), 2)
}
say("bootstrap of a mean, 10k x 10k: standard error", "base", function() {
  m <- numeric(draws); for (b in seq_len(draws)) m[b] <- mean(changes[sample.int(n, n, TRUE)]); sd(m)
}, 2)
say("cluster bootstrap of a difference in differences, 10k x 10k: standard error", "base", function() {
  t <- changes[1:half]; c <- changes[(half + 1):n]; m <- numeric(draws)
  for (b in seq_len(draws)) m[b] <- mean(t[sample.int(half, half, TRUE)]) - mean(c[sample.int(half, half, TRUE)])
  sd(m)
}, 2)
say("sign flips of a mean, 10k x 10k: p", "base", function() {
  s <- abs(sum(changes)); k <- 0; a <- abs(changes)
  for (b in seq_len(draws)) if (abs(sum(a * (2 * (runif(n) < .5) - 1))) >= s) k <- k + 1
  (k + 1) / (draws + 1)
}, 2)
say("permutation of two groups, 10k x 10k: p", "base", function() {
  all <- sum(changes); far <- abs(mean(changes[1:half]) - mean(changes[(half + 1):n])); k <- 0
  for (b in seq_len(draws)) { s <- sum(changes[sample.int(n, half)]); if (abs(s / half - (all - s) / half) >= far) k <- k + 1 }
  (k + 1) / (draws + 1)
}, 2)

if (has("sandwich")) {
  y <- load1("y"); unit <- load1("unit"); effect <- load1("treated")
  helped <- as.numeric(unit < half); post <- rep(c(0, 0, 0, 1, 1, 1), n)
  say("regression, 60k rows in 10k clusters, CR1: standard error", "sandwich", function() {
    fit <- lm(y ~ helped + post + effect)
    sqrt(sandwich::vcovCL(fit, cluster = unit, type = "HC1")["effect", "effect"])
  })
}

if (has("quadprog")) {
  california <- load1("california"); before <- load1("before"); states <- matrix(load1("states"), nrow = length(california))
  weights <- function(y, x) {
    k <- ncol(x); d <- crossprod(x); d <- d + diag(1e-6 * mean(diag(d)), k) # quadprog wants a definite matrix
    s <- max(abs(d)); w <- quadprog::solve.QP(d / s, crossprod(x, y) / s, cbind(1, diag(k)), c(1, rep(0, k)), 1)$solution
    pmax(w, 0) / sum(pmax(w, 0))
  }
  say("synthetic control with 38 placebos, Prop 99: effect", "quadprog", function() {
    pre <- seq_len(before); gap <- function(y, x) y - x %*% weights(y[pre], x[pre, ])
    own <- gap(california, states)
    for (j in seq_len(ncol(states))) gap(states[, j], states[, -j])
    mean(own[-pre])
  })
}
